"""The official in-memory twin of WeChat, with the same rules as the wire, for tests and benchmarks of other things.

Each test gets a fresh one (`use(Twin().as_wechat())`); no configuration selects it, so no shop runs on it by mistake.
People act through it (`twin.mini.code_for`, `twin.pay.succeed`, `twin.pay.finish_refund`), bad weather is made with
`twin.weather`, and `signed_payment_notice` gives headers and body that the real reader verifies. Conformance tests make
the same claims about the twin and about the gateways talking to the served sandbox.

A benchmark's process that plays WeChat hands `TwinKeys` to the shop's process (`credentials(keys)` are its settings,
`use(Twin(keys).as_wechat())` in its own WSGI module) and signs with `NoticeWriter(keys)`.
"""

from webapp.gateways.wechat.protocols import Wechat
from webapp.gateways.wechat.twin_accounts import TwinMini, TwinOfficial
from webapp.gateways.wechat.twin_keys import H5_APPID, MINI_APPID, NoticeWriter, Signed, TwinKeys, credentials, keys
from webapp.gateways.wechat.twin_pay import CannotPay, TwinPay
from webapp.gateways.wechat.weather import Weather

__all__ = ["CREDENTIALS", "CannotPay", "NoticeWriter", "Twin", "TwinKeys", "credentials"]

CREDENTIALS = credentials()
"""The settings of a shop whose WeChat is this process's twin."""


class Twin:
    """A whole WeChat that remembers nothing at first."""

    def __init__(self, pair: TwinKeys | None = None) -> None:
        pair = pair or keys()
        self.weather = Weather()
        self.mini = TwinMini(self.weather, MINI_APPID)
        self.official = TwinOfficial(self.weather, H5_APPID)
        self.pay = TwinPay(self.weather, pair, (MINI_APPID, H5_APPID))
        self.writer = NoticeWriter(pair)

    @property
    def calls(self) -> list[str]:
        """What the shop has asked so far: `pay.prepay`, `mini.login`, …"""
        return self.weather.calls

    def as_wechat(self) -> Wechat:
        """The gateways, to be put in place with `use`."""
        return Wechat(mini=self.mini, official=self.official, pay=self.pay)

    def signed_payment_notice(self, out_trade_no: str, *, notice_id: str | None = None) -> Signed:
        """What WeChat posts after a payment; give an id to send the same notification again."""
        return self.writer.notice("transaction", self.pay.transaction(out_trade_no), notice_id=notice_id)

    def signed_refund_notice(self, out_refund_no: str, *, notice_id: str | None = None) -> Signed:
        """What WeChat posts when a refund is done."""
        return self.writer.notice("refund", self.pay.refund_resource(out_refund_no), notice_id=notice_id)
