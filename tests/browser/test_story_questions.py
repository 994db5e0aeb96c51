"""Asking on the phone: on the web page without losing a word, in the mini-program, answered, answered again, read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Evening
from tests.browser.phone_page import wait_for_forward
from tests.stories.served_system import until

pytestmark = pytest.mark.browser
OPEN_MINI = "async (path) => { (await import('/phone/static/links.js')).openMini(path); }"


def test_a_question_is_answered_once_and_found_by_the_next_reader(evening: Evening) -> None:
    phone_page = evening.phone_page
    phone_page.switch_to(evening.host)
    phone_page.open_mini_program()
    phone_page.tap("mini-share-product")
    phone_page.find("product").first.click()
    phone_page.tap("share-to-chat")
    phone_page.send_to(evening.group)

    # Wang Fang asks on the web page; WeChat says who she is, and what she wrote is still there.
    phone_page.switch_to(evening.guest)
    shop = phone_page.open_card(evening.group)
    wait_for_forward(phone_page)
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
    phone_page.switch_to(evening.friend)
    phone_page.tap("tab-discover")
    ask_in_mini_program(evening, token, "有礼盒吗？")
    expect(phone_page.find("my-question", "有礼盒吗？")).to_be_visible()

    # Lin Jing answers.
    phone_page.switch_to(evening.host)
    until(lambda: at_desk(evening, "open-question", "有礼盒吗？"))
    waiting = phone_page.find("open-question", "有礼盒吗？")
    waiting.get_by_test_id("answer-words").fill("有，下单时备注就好。")
    waiting.get_by_test_id("send-answer").click()
    expect(phone_page.find("done-question", "有礼盒吗？")).to_be_visible()

    # The next time, one tap is enough.
    phone_page.switch_to(evening.friend)
    phone_page.tap("tab-discover")
    ask_in_mini_program(evening, token, "能包装一下吗？")
    phone_page.switch_to(evening.host)
    until(lambda: at_desk(evening, "open-question", "能包装一下吗？"))
    again = phone_page.find("open-question", "能包装一下吗？")
    again.get_by_text("用以前的回答").click()
    again.get_by_test_id("earlier-answer").filter(has_text="有礼盒吗？").get_by_test_id("reuse").click()
    expect(phone_page.find("done-question", "能包装一下吗？")).to_contain_text("已回答")

    # Li Ming has his answer, and everybody reads it.
    phone_page.switch_to(evening.friend)
    phone_page.tap("tab-discover")
    phone_page.page.evaluate(OPEN_MINI, f"pages/share/index?scene={token}")
    read = phone_page.find("answered-question", "能包装一下吗？")
    expect(read).to_contain_text("一位顾客")
    expect(read).to_contain_text("有，下单时备注就好。")


def token_of(evening: Evening) -> str:
    """The token of the page Wang Fang asked from, found in the browser inside WeChat."""
    phone_page = evening.phone_page
    address = next(frame.url for frame in phone_page.page.frames if "/me/questions" in frame.url)
    frame = phone_page.page.frame(url=address)
    assert frame
    link = frame.locator("a[href^='/s/']").first.get_attribute("href") or ""
    found = re.search(r"/s/([\w-]{32})", link)
    assert found
    return found[1]


def ask_in_mini_program(evening: Evening, token: str, words: str) -> None:
    phone_page = evening.phone_page
    phone_page.page.evaluate(OPEN_MINI, f"pages/share/index?scene={token}")
    phone_page.tap("ask-shop")
    phone_page.find("question-words").fill(words)
    phone_page.tap("send-question")


def at_desk(evening: Evening, kind: str, words: str) -> bool:
    """Lin Jing opens her desk afresh: the words may still be on their way through the check."""
    phone_page = evening.phone_page
    phone_page.page.evaluate(OPEN_MINI, "pages/questions/asked")
    expect(phone_page.find("open-question").or_(phone_page.page.get_by_text("没有等您回答的问题")).last).to_be_visible()
    return phone_page.find(kind, words).count() > 0
