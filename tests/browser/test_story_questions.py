"""Asking on the phone: on the web page without losing a word, in the mini-program, answered, answered again, read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Evening
from tests.browser.hand import wait_for_forward
from tests.stories.town import until

pytestmark = pytest.mark.browser
OPEN_MINI = "async (path) => { (await import('/phone/static/links.js')).openMini(path); }"


def test_a_question_is_answered_once_and_found_by_the_next_reader(evening: Evening) -> None:
    hand = evening.hand
    hand.be(evening.host)
    hand.open_mini_program()
    hand.tap("mini-share-product")
    hand.find("product").first.click()
    hand.tap("share-to-chat")
    hand.send_to(evening.group)

    # Wang Fang asks on the web page; WeChat says who she is, and what she wrote is still there.
    hand.be(evening.guest)
    shop = hand.open_card(evening.group)
    wait_for_forward(hand)
    shop.get_by_role("link", name="问店主").click()
    shop.get_by_label("想知道什么？").fill("送人合适吗？")
    shop.get_by_role("button", name="提问").click()
    expect(shop.get_by_text("微信认出您了")).to_be_visible()
    expect(shop.get_by_label("想知道什么？")).to_have_value("送人合适吗？")
    shop.get_by_role("button", name="提问").click()
    expect(shop.get_by_text("收到了。文字检查过后")).to_be_visible()
    shop.get_by_role("link", name="我的提问").click()
    expect(shop.get_by_text("送人合适吗？")).to_be_visible()
    token = token_of(evening)

    # Li Ming asks in the mini-program; there WeChat judges the words at once.
    hand.be(evening.friend)
    hand.tap("tab-discover")
    ask_in_mini_program(evening, token, "有礼盒吗？")
    expect(hand.find("my-question", "有礼盒吗？")).to_be_visible()

    # Lin Jing answers.
    hand.be(evening.host)
    until(lambda: at_desk(evening, "open-question", "有礼盒吗？"))
    waiting = hand.find("open-question", "有礼盒吗？")
    waiting.get_by_test_id("answer-words").fill("有，下单时备注就好。")
    waiting.get_by_test_id("send-answer").click()
    expect(hand.find("done-question", "有礼盒吗？")).to_be_visible()

    # The next time, one tap is enough.
    hand.be(evening.friend)
    hand.tap("tab-discover")
    ask_in_mini_program(evening, token, "能包装一下吗？")
    hand.be(evening.host)
    until(lambda: at_desk(evening, "open-question", "能包装一下吗？"))
    again = hand.find("open-question", "能包装一下吗？")
    again.get_by_text("用以前的回答").click()
    again.get_by_test_id("earlier-answer").filter(has_text="有礼盒吗？").get_by_test_id("reuse").click()
    expect(hand.find("done-question", "能包装一下吗？")).to_contain_text("已回答")

    # Li Ming has his answer, and everybody reads it.
    hand.be(evening.friend)
    hand.tap("tab-discover")
    hand.page.evaluate(OPEN_MINI, f"pages/share/index?scene={token}")
    read = hand.find("answered-question", "能包装一下吗？")
    expect(read).to_contain_text("一位顾客")
    expect(read).to_contain_text("有，下单时备注就好。")


def token_of(evening: Evening) -> str:
    """The token of the page Wang Fang asked from, found in the browser inside WeChat."""
    hand = evening.hand
    address = next(frame.url for frame in hand.page.frames if "/me/questions" in frame.url)
    frame = hand.page.frame(url=address)
    assert frame
    link = frame.locator("a[href^='/s/']").first.get_attribute("href") or ""
    found = re.search(r"/s/([\w-]{32})", link)
    assert found
    return found[1]


def ask_in_mini_program(evening: Evening, token: str, words: str) -> None:
    hand = evening.hand
    hand.page.evaluate(OPEN_MINI, f"pages/share/index?scene={token}")
    hand.tap("ask-shop")
    hand.find("question-words").fill(words)
    hand.tap("send-question")


def at_desk(evening: Evening, kind: str, words: str) -> bool:
    """Lin Jing opens her desk afresh: the words may still be on their way through the check."""
    hand = evening.hand
    hand.page.evaluate(OPEN_MINI, "pages/questions/desk")
    expect(hand.find("open-question").or_(hand.page.get_by_text("没有等您回答的问题")).last).to_be_visible()
    return hand.find(kind, words).count() > 0
