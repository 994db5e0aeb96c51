"""The official in-memory fake of WeChat, with the same rules as the wire, for tests and benchmarks of other things.

Each test gets a fresh one (`use(FakeWechat().as_wechat())`); no configuration selects it, so no shop runs on it by
mistake. People act through it (`mini.code_for`, `pay.succeed`, `pay.finish_refund`), failures are injected with
`faults`, and `signed_payment_notice` gives headers and body that the real reader verifies. Conformance tests make
the same claims about the fake and about the gateways talking to the served sandbox.

A benchmark's process that plays WeChat hands `FakeKeys` to the shop's process (`credentials(keys)` are its settings,
`use(FakeWechat(keys).as_wechat())` in its own WSGI module) and signs with `NoticeWriter(keys)`.
"""

from webapp.gateways.wechat.fake_accounts import FakeMini, FakeOfficial
from webapp.gateways.wechat.fake_keys import H5_APPID, MINI_APPID, FakeKeys, NoticeWriter, Signed, credentials, keys
from webapp.gateways.wechat.fake_pay import CannotPay, FakePay
from webapp.gateways.wechat.fault_injection import FaultInjection
from webapp.gateways.wechat.protocols import Wechat

__all__ = ["CREDENTIALS", "CannotPay", "FakeKeys", "FakeWechat", "NoticeWriter", "credentials"]

CREDENTIALS = credentials()
"""The settings of a shop whose WeChat is this process's fake."""


class FakeWechat:
    """A whole WeChat that remembers nothing at first."""

    def __init__(self, pair: FakeKeys | None = None) -> None:
        pair = pair or keys()
        self.faults = FaultInjection()
        self.mini = FakeMini(self.faults, MINI_APPID)
        self.official = FakeOfficial(self.faults, H5_APPID)
        self.pay = FakePay(self.faults, pair, (MINI_APPID, H5_APPID))
        self.writer = NoticeWriter(pair)

    @property
    def calls(self) -> list[str]:
        """What the shop has asked so far: `pay.prepay`, `mini.login`, …"""
        return self.faults.calls

    def as_wechat(self) -> Wechat:
        """The gateways, to be put in place with `use`."""
        return Wechat(mini=self.mini, official=self.official, pay=self.pay)

    def signed_payment_notice(self, out_trade_no: str, *, notice_id: str | None = None) -> Signed:
        """What WeChat posts after a payment; give an id to send the same notification again."""
        return self.writer.notice("transaction", self.pay.transaction(out_trade_no), notice_id=notice_id)

    def signed_refund_notice(self, out_refund_no: str, *, notice_id: str | None = None) -> Signed:
        """What WeChat posts when a refund is done."""
        return self.writer.notice("refund", self.pay.refund_resource(out_refund_no), notice_id=notice_id)
