"""The main line on the phone, as a newcomer walks through it: share, tap, forward, buy, pay, explained, payable."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Evening
from tests.browser.phone_page import PhonePage
from tests.browser.tour import Tour
from tests.stories.served_system import ServedSystem
from tests.stories.staff_browser import StaffBrowser

pytestmark = pytest.mark.browser


def test_a_share_in_a_group_becomes_a_sale_that_explains_itself(
    system: ServedSystem, logged_in_staff: StaffBrowser, evening: Evening
) -> None:
    phone_page = evening.phone_page
    the_friend_buys_what_the_guest_forwarded(evening, words="今年的新茶，我自己也在喝")
    phone_page.switch_to(evening.host)
    phone_page.open_mini_program()
    buyer = the_host_sees_two_visits_and_the_path(phone_page)
    the_host_finds_her_words_shown(phone_page, "今年的新茶，我自己也在喝")
    order_no = the_host_reads_what_is_promised_to_her(phone_page, buyer)
    staff_read_the_same_and_send_the_parcel(system, logged_in_staff, phone_page.page.context, order_no)
    phone_page.switch_to(evening.friend)
    the_friend_confirms_the_parcel(phone_page)
    sixteen_days_pass(system, phone_page)
    phone_page.switch_to(evening.host)
    the_commission_is_payable(phone_page)


def the_friend_buys_what_the_guest_forwarded(evening: Evening, *, words: str) -> None:
    """The host shared a tea to the group; the guest looked at it there."""
    tour = Tour(evening.phone_page, evening.host, evening.guest, evening.friend, evening.group)
    tour.share(None, words)
    seen = tour.look()
    expect(seen.get_by_role("heading", name="春茶")).to_be_visible()
    expect(seen.get_by_text(words)).to_be_visible()
    tour.forward()
    shop = tour.order(region="浙江省 杭州市 西湖区", street="文三路 188 号 3 幢 502 室")
    tour.pay(shop, "99.00")


def the_host_sees_two_visits_and_the_path(phone_page: PhonePage) -> str:
    """Gives the letters that stand for the buyer."""
    phone_page.tap("mini-my-shares")
    phone_page.find("share").first.click()
    expect(phone_page.find("count-visitors")).to_have_text("2")
    expect(phone_page.find("count-orders")).to_have_text("1")
    path = phone_page.find("forwards").locator("ul ul").get_by_test_id("forward-node")
    expect(path).to_have_count(1)
    (buyer,) = re.findall(r"([A-Z2-7]{6}) · ", path.inner_text())
    phone_page.tap("mini-back")
    phone_page.tap("mini-back")
    return str(buyer)


def the_host_finds_her_words_shown(phone_page: PhonePage, words: str) -> None:
    phone_page.tap("mini-me")
    phone_page.tap("mini-texts")
    expect(phone_page.find("text", words)).to_have_attribute("data-state", "shown")
    phone_page.tap("mini-back")


def the_host_reads_what_is_promised_to_her(phone_page: PhonePage, buyer: str) -> str:
    """A pending commission with its arithmetic, the buyer by the same letters; gives the number of its order."""
    phone_page.tap("mini-earnings")
    expect(phone_page.find("pending")).to_contain_text("9.90")
    entry = phone_page.find("entry").first
    expect(entry.locator("summary")).to_contain_text(re.compile("春茶.* × 1"))
    entry.locator("summary").click()
    expect(entry).to_contain_text("¥99.00 × 10% = ¥9.90")
    expect(entry).to_contain_text(f"买家 {buyer}")
    entry.get_by_role("button", name="看这张订单").click()
    expect(phone_page.find("order-buyer")).to_contain_text(buyer)
    phone_page.tap("mini-back")
    return str(entry.get_attribute("data-order"))


def staff_read_the_same_and_send_the_parcel(
    system: ServedSystem, logged_in_staff: StaffBrowser, browser: BrowserContext, order_no: str
) -> None:
    """The chain above her, the path to the buyer, the arithmetic."""
    cookies = [{"name": c.name, "value": c.value or "", "url": system.origin} for c in logged_in_staff.cookies]
    browser.add_cookies(cookies)
    staff = browser.new_page()
    staff.goto(f"{system.origin}/admin/orders/{order_no}")
    expect(staff.get_by_text("¥99.00 × 10% = ¥9.90").first).to_be_visible()
    expect(staff.get_by_role("main")).to_contain_text(re.compile(r"林的小店\s*→\s*阿达的小店"))
    expect(staff.locator(".path li")).to_have_count(3)
    staff.get_by_label(re.compile("快递|承运|Carrier")).select_option(index=1)
    staff.get_by_label(re.compile("单号|Tracking")).fill("SF100200300")
    staff.get_by_role("button", name=re.compile("发货|Ship")).click()
    expect(staff.get_by_text("SF100200300").first).to_be_visible()
    staff.close()


def the_friend_confirms_the_parcel(phone_page: PhonePage) -> None:
    phone_page.open_mini_program()
    phone_page.find("order").first.click()
    phone_page.tap("confirm-receipt")
    expect(phone_page.find("order-state")).to_have_attribute("data-state", "received")


def sixteen_days_pass(system: ServedSystem, phone_page: PhonePage) -> None:
    phone_page.pass_time("clock-fifteen-days")
    phone_page.pass_time("clock-day")
    system.let_jobs_end()


def the_commission_is_payable(phone_page: PhonePage) -> None:
    phone_page.open_mini_program()
    phone_page.tap("mini-earnings")
    expect(phone_page.find("payable")).to_contain_text("9.90")
    expect(phone_page.find("pending")).to_contain_text("0.00")


def test_taking_the_phone_one_already_holds_keeps_its_chats(
    system: ServedSystem, phone_context: BrowserContext
) -> None:
    chen, yang = system.sandbox.person("陈晨"), system.sandbox.person("杨柳")
    system.sandbox.control("POST", "/groups", title="爬山", members=[chen["id"], yang["id"]])
    phone_page = PhonePage(phone_context.new_page())
    phone_page.page.goto(f"{system.sandbox.origin}/phone")
    phone_page.switch_to("陈晨")
    expect(phone_page.find("chat", "爬山")).to_be_visible()
    phone_page.tap("person-switcher")
    phone_page.switch_to("陈晨")
    expect(phone_page.find("chat", "爬山")).to_be_visible()
