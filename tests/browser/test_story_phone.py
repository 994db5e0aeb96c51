"""The main line on the phone, as a newcomer walks through it: share, tap, forward, buy, pay, explained, payable."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Evening
from tests.browser.hand import Hand, wait_for_forward
from tests.stories.desk import Desk
from tests.stories.town import Town

pytestmark = pytest.mark.browser


def test_a_share_in_a_group_becomes_a_sale_that_explains_itself(town: Town, di_at_desk: Desk, evening: Evening) -> None:
    hand = evening.hand

    # Lin Jing picks a tea in the mini-program and sends it to the group.
    hand.be(evening.host)
    hand.open_mini_program()
    hand.tap("mini-share-product")
    hand.find("product").first.click()
    hand.find("share-words").fill("今年的新茶，我自己也在喝")
    hand.tap("share-to-chat")
    hand.send_to(evening.group)

    # Wang Fang taps the card, looks, and forwards it to Li Ming.
    hand.be(evening.guest)
    seen = hand.open_card(evening.group)
    expect(seen.get_by_role("heading", name="春茶")).to_be_visible()
    expect(seen.get_by_text("今年的新茶，我自己也在喝")).to_be_visible()
    wait_for_forward(hand)
    hand.forward_page_to(evening.friend)

    # Li Ming taps Wang Fang's card and buys. Only now does WeChat tell who he is.
    hand.be(evening.friend)
    shop = hand.open_card(evening.guest)
    shop.get_by_role("button", name="立即购买").click()
    expect(hand.page.get_by_text("悄悄告诉店铺这是谁")).to_be_visible()
    shop.get_by_label("收件人").fill(evening.friend)
    shop.get_by_label("手机号").fill("13800138000")
    shop.get_by_label("省、市、区县").fill("浙江省 杭州市 西湖区")
    shop.get_by_label("街道、门牌").fill("文三路 188 号 3 幢 502 室")
    shop.get_by_role("button", name="提交订单").click()
    pay = shop.get_by_role("button", name=re.compile("微信支付|付款"))
    sheet = hand.find("pay-sheet")
    expect(pay.or_(sheet).first).to_be_visible()
    if not sheet.is_visible():
        pay.click()
    expect(sheet).to_contain_text("99.00")
    hand.tap("pay-confirm")
    expect(hand.page.get_by_text("付了 ¥99.00。")).to_be_visible()
    hand.tap("pay-done")
    expect(shop.get_by_role("heading", name=re.compile("付好了|已付款|支付成功"))).to_be_visible()

    # Lin Jing sees two visits, the path, and a pending commission with its arithmetic.
    hand.be(evening.host)
    hand.open_mini_program()
    hand.tap("mini-my-shares")
    hand.find("share").first.click()
    expect(hand.find("count-visitors")).to_have_text("2")
    expect(hand.find("count-orders")).to_have_text("1")
    path = hand.find("forwards").locator("ul ul").get_by_test_id("forward-node")
    expect(path).to_have_count(1)
    expect(path).to_contain_text("B")
    hand.tap("mini-back")
    hand.tap("mini-back")
    hand.tap("mini-me")
    hand.tap("mini-texts")
    said = hand.find("text", "今年的新茶，我自己也在喝")
    expect(said).to_have_attribute("data-state", "shown")
    hand.tap("mini-back")
    hand.tap("mini-earnings")
    expect(hand.find("pending")).to_contain_text("9.90")
    entry = hand.find("entry").first
    expect(entry.locator("summary")).to_contain_text(re.compile("春茶.* × 1"))
    entry.locator("summary").click()
    expect(entry).to_contain_text("¥99.00 × 10% = ¥9.90")
    order_no = str(entry.get_attribute("data-order"))

    # Staff see the same: the chain above her, the path to the buyer, the arithmetic. They send the parcel.
    staff = hand.page.context.new_page()
    cookies = [{"name": c.name, "value": c.value or "", "url": town.origin} for c in di_at_desk.cookies]
    staff.context.add_cookies(cookies)
    staff.goto(f"{town.origin}/admin/orders/{order_no}")
    expect(staff.get_by_text("¥99.00 × 10% = ¥9.90").first).to_be_visible()
    expect(staff.get_by_role("main")).to_contain_text(re.compile(r"林的小店\s*→\s*阿达的小店"))
    expect(staff.locator(".path li")).to_have_count(3)
    staff.get_by_label(re.compile("快递|承运|Carrier")).select_option(index=1)
    staff.get_by_label(re.compile("单号|Tracking")).fill("SF100200300")
    staff.get_by_role("button", name=re.compile("发货|Ship")).click()
    expect(staff.get_by_text("SF100200300").first).to_be_visible()
    staff.close()

    # Li Ming confirms the parcel; sixteen days later the commission is Lin Jing's.
    hand.be(evening.friend)
    hand.open_mini_program()
    hand.find("order").first.click()
    hand.tap("confirm-receipt")
    expect(hand.find("order-state")).to_have_attribute("data-state", "received")
    hand.pass_time("clock-fifteen-days")
    hand.pass_time("clock-day")
    town.let_jobs_end()
    hand.be(evening.host)
    hand.open_mini_program()
    hand.tap("mini-earnings")
    expect(hand.find("payable")).to_contain_text("9.90")
    expect(hand.find("pending")).to_contain_text("0.00")


def test_taking_the_phone_one_already_holds_keeps_its_chats(town: Town, desk: BrowserContext) -> None:
    chen, yang = town.sandbox.person("陈晨"), town.sandbox.person("杨柳")
    town.sandbox.control("POST", "/groups", title="爬山", members=[chen["id"], yang["id"]])
    hand = Hand(desk.new_page())
    hand.page.goto(f"{town.sandbox.origin}/phone")
    hand.be("陈晨")
    expect(hand.find("chat", "爬山")).to_be_visible()
    hand.tap("person-switcher")
    hand.be("陈晨")
    expect(hand.find("chat", "爬山")).to_be_visible()
