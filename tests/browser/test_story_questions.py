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
    the_host_shares_to_the_group(evening)
    token = the_guest_asks_on_the_web_page(evening, "送人合适吗？")
    the_friend_asks_in_the_mini_program(evening, token, "有礼盒吗？")
    expect(evening.phone_page.find("my-question", "有礼盒吗？")).to_be_visible()
    the_host_answers(evening, "有礼盒吗？", "有，下单时备注就好。")
    the_friend_asks_in_the_mini_program(evening, token, "能包装一下吗？")
    the_host_answers_with_one_tap(evening, "能包装一下吗？", earlier="有礼盒吗？")
    everybody_reads_the_answer(evening, token, "能包装一下吗？", "有，下单时备注就好。")


def the_host_shares_to_the_group(evening: Evening) -> None:
    phone_page = evening.phone_page
    phone_page.switch_to(evening.host)
    phone_page.open_mini_program()
    phone_page.tap("mini-share-product")
    phone_page.find("product").first.click()
    phone_page.tap("share-to-chat")
    phone_page.send_to(evening.group)


def the_guest_asks_on_the_web_page(evening: Evening, words: str) -> str:
    """WeChat says who she is, and what she wrote is still there; gives the token of the page she asked from."""
    phone_page = evening.phone_page
    phone_page.switch_to(evening.guest)
    shop = phone_page.open_card(evening.group)
    wait_for_forward(phone_page)
    shop.get_by_role("link", name="问店主").click()
    shop.get_by_label("想知道什么？").fill(words)
    shop.get_by_role("button", name="提问").click()
    expect(shop.get_by_text("微信认出您了")).to_be_visible()
    expect(shop.get_by_label("想知道什么？")).to_have_value(words)
    shop.get_by_role("button", name="提问").click()
    expect(shop.get_by_text("收到了。文字检查过后")).to_be_visible()
    shop.get_by_role("link", name="我的提问").click()
    expect(shop.get_by_text(words)).to_be_visible()
    return token_of(evening)


def the_friend_asks_in_the_mini_program(evening: Evening, token: str, words: str) -> None:
    """There WeChat judges the words at once."""
    phone_page = evening.phone_page
    open_share_in_mini_program(evening, token)
    phone_page.tap("ask-shop")
    phone_page.find("question-words").fill(words)
    phone_page.tap("send-question")


def the_host_answers(evening: Evening, question: str, words: str) -> None:
    phone_page = evening.phone_page
    phone_page.switch_to(evening.host)
    until(lambda: at_desk(evening, "open-question", question))
    waiting = phone_page.find("open-question", question)
    waiting.get_by_test_id("answer-words").fill(words)
    waiting.get_by_test_id("send-answer").click()
    expect(phone_page.find("done-question", question)).to_be_visible()


def the_host_answers_with_one_tap(evening: Evening, question: str, *, earlier: str) -> None:
    """By what was answered before."""
    phone_page = evening.phone_page
    phone_page.switch_to(evening.host)
    until(lambda: at_desk(evening, "open-question", question))
    waiting = phone_page.find("open-question", question)
    waiting.get_by_text("用以前的回答").click()
    waiting.get_by_test_id("earlier-answer").filter(has_text=earlier).get_by_test_id("reuse").click()
    expect(phone_page.find("done-question", question)).to_contain_text("已回答")


def everybody_reads_the_answer(evening: Evening, token: str, question: str, answer: str) -> None:
    open_share_in_mini_program(evening, token)
    read = evening.phone_page.find("answered-question", question)
    expect(read).to_contain_text("一位顾客")
    expect(read).to_contain_text(answer)


def open_share_in_mini_program(evening: Evening, token: str) -> None:
    """On the friend's phone."""
    phone_page = evening.phone_page
    phone_page.switch_to(evening.friend)
    phone_page.tap("tab-discover")
    phone_page.page.evaluate(OPEN_MINI, f"pages/share/index?scene={token}")


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


def at_desk(evening: Evening, kind: str, words: str) -> bool:
    """Lin Jing opens her desk afresh: the words may still be on their way through the check."""
    phone_page = evening.phone_page
    phone_page.page.evaluate(OPEN_MINI, "pages/questions/asked")
    expect(phone_page.find("open-question").or_(phone_page.page.get_by_text("没有等您回答的问题")).last).to_be_visible()
    return phone_page.find(kind, words).count() > 0
