"""The tour of the README up to the sale, as three thumbs walk it: share to a group, forward to a friend, buy, pay."""

import re
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, expect

from tests.browser.phone_page import PhonePage, wait_for_forward


@dataclass(frozen=True)
class Tour:
    """Who walks it: the host shares to the group, the guest forwards to the friend, the friend buys."""

    phone_page: PhonePage
    host: str
    guest: str
    friend: str
    group: str

    def share(self, product: str | None, words: str) -> None:
        """The host picks a product (or the first one) in the mini-program and sends it to the group."""
        phone_page = self.phone_page
        phone_page.switch_to(self.host)
        phone_page.open_mini_program()
        phone_page.tap("mini-share-product")
        phone_page.find("product", product).first.click()
        phone_page.find("share-words").fill(words)
        phone_page.tap("share-to-chat")
        phone_page.send_to(self.group)

    def look(self) -> FrameLocator:
        """The guest taps the card in the group; the page records the visit."""
        self.phone_page.switch_to(self.guest)
        seen = self.phone_page.open_card(self.group)
        wait_for_forward(self.phone_page)
        return seen

    def forward(self) -> None:
        """The guest forwards the page in hand to the friend."""
        self.phone_page.forward_page_to(self.friend)

    def order(self, *, region: str, street: str) -> FrameLocator:
        """The friend taps the guest's card and orders. Only now does WeChat tell who that is."""
        phone_page = self.phone_page
        phone_page.switch_to(self.friend)
        shop = phone_page.open_card(self.guest)
        shop.get_by_role("button", name="立即购买").click()
        expect(phone_page.page.get_by_text("悄悄告诉店铺这是谁")).to_be_visible()
        shop.get_by_label("收件人").fill(self.friend)
        shop.get_by_label("手机号").fill("13800138000")
        shop.get_by_label("省、市、区县").fill(region)
        shop.get_by_label("街道、门牌").fill(street)
        shop.get_by_role("button", name="提交订单").click()
        return shop

    def pay(self, shop: FrameLocator, price: str) -> None:
        """The payment sheet comes by itself or is asked for; the friend pays."""
        phone_page = self.phone_page
        pay = shop.get_by_role("button", name=re.compile("微信支付|付款"))
        sheet = phone_page.find("pay-sheet")
        expect(pay.or_(sheet).first).to_be_visible()
        if not sheet.is_visible():
            pay.click()
        expect(sheet).to_contain_text(price)
        phone_page.tap("pay-confirm")
        expect(phone_page.page.get_by_text(f"付了 ¥{price}。")).to_be_visible()
        phone_page.tap("pay-done")
        expect(shop.get_by_role("heading", name=re.compile("付好了|已付款|支付成功"))).to_be_visible()
