"""What the shop asks of WeChat, and the values that cross the border. Amounts are fen, times aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Protocol

from webapp.kernel.errors import Invalid, Unavailable


class WechatTrouble(Unavailable):
    """WeChat did not answer as expected; the outcome is unknown until it is asked again."""


class NotSeenLately(WechatTrouble):
    """WeChat judges words only of somebody it has seen within two hours."""


class NumberUsed(WechatTrouble):
    """WeChat has seen this payment number paid, closed or expired; a new attempt needs a new number."""


class CodeRefused(Invalid):
    """WeChat does not accept this login code; please log in again."""


class NoticeForged(Invalid):
    """This notification does not carry WeChat's signature."""


class NoticeMisplaced(Invalid):
    """This notification is WeChat's, but about something else or in a shape we do not know."""


class ForeignAddress(Invalid):
    """This page is not one of the shop's, so it is not signed for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoginSession:
    """Who logged in to the mini-program."""

    openid: str
    unionid: str | None
    session_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OAuthIdentity:
    """Who came back from the service account's OAuth. A snapshot user's openid is virtual: make no account of it."""

    openid: str
    unionid: str | None
    is_snapshot: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class JsSignature:
    """What a page hands to WeChat's JS bridge."""

    appid: str
    timestamp: int
    nonce: str
    signature: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PrepayRequest:
    """One payment attempt as WeChat must know it; repeating it unchanged is safe."""

    out_trade_no: str
    appid: str
    openid: str
    description: str
    amount_fen: int
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentStatus:
    """What WeChat says of a payment: SUCCESS, REFUND, NOTPAY, CLOSED, …, or UNKNOWN_ORDER when it never saw it."""

    out_trade_no: str
    trade_state: str
    appid: str = ""
    mchid: str = ""
    openid: str = ""
    transaction_id: str = ""
    amount_fen: int = 0
    currency: str = "CNY"
    success_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentNotice:
    """A verified, decrypted payment notification."""

    notice_id: str
    status: PaymentStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundRequest:
    """Money to send back for one payment."""

    out_refund_no: str
    out_trade_no: str
    amount_fen: int
    total_fen: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundStatus:
    """What WeChat says of a refund: SUCCESS, CLOSED, PROCESSING, ABNORMAL, UNKNOWN_REFUND or NOT_ENOUGH."""

    out_refund_no: str
    status: str
    refund_id: str = ""
    amount_fen: int = 0
    success_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundNotice:
    """A verified, decrypted refund notification."""

    notice_id: str
    out_trade_no: str
    status: RefundStatus


class TextScene(IntEnum):
    """Where words are to stand, as the text check wants to know."""

    PROFILE = 1
    COMMENT = 2
    FORUM = 3
    LOG = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class TextCheck:
    """What the text check suggests: pass, review or risky, and WeChat's number for what it found (100: nothing)."""

    suggest: str
    label: int


class MiniGateway(Protocol):
    """The mini-program."""

    appid: str

    def login(self, code: str) -> LoginSession:
        """Exchange a login code; raises CodeRefused or WechatTrouble."""
        ...

    def check_text(self, openid: str, scene: TextScene, text: str) -> TextCheck:
        """Ask whether words of this person may be published; raises NotSeenLately or WechatTrouble."""
        ...

    def code_picture(self, scene: str, page: str) -> bytes:
        """The picture of a mini-program code that opens `page` with `scene` (at most 32 characters)."""
        ...


class OfficialGateway(Protocol):
    """The service account behind share pages."""

    appid: str

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Where to send a browser inside WeChat to learn who it is; snsapi_userinfo, for only it tells the unionid."""
        ...

    def identity(self, code: str) -> OAuthIdentity:
        """Exchange an OAuth code; raises CodeRefused or WechatTrouble."""
        ...

    def js_signature(self, url: str) -> JsSignature:
        """Sign a page's address (without #) for the JS bridge; raises ForeignAddress for pages of others."""
        ...


class PayGateway(Protocol):
    """WeChat Pay v3."""

    mchid: str

    def prepay(self, request: PrepayRequest) -> str:
        """Announce a payment and get its prepay_id; raises NumberUsed, or WechatTrouble when the outcome is unknown."""
        ...

    def payment_params(self, prepay_id: str, appid: str) -> dict[str, str]:
        """Signed parameters for wx.requestPayment and getBrandWCPayRequest."""
        ...

    def query(self, out_trade_no: str) -> PaymentStatus:
        """What WeChat knows of a payment."""
        ...

    def close(self, out_trade_no: str) -> bool:
        """Close an unpaid payment, so that it can never be paid; False when it was paid meanwhile."""
        ...

    def refund(self, request: RefundRequest) -> RefundStatus:
        """Ask for a refund; safe to repeat with the same number."""
        ...

    def query_refund(self, out_refund_no: str) -> RefundStatus:
        """What WeChat knows of a refund."""
        ...

    def read_payment_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        """Verify and open a payment notification; raises NoticeForged or NoticeMisplaced."""
        ...

    def read_refund_notice(self, headers: Mapping[str, str], body: bytes) -> RefundNotice:
        """Verify and open a refund notification; raises NoticeForged or NoticeMisplaced."""
        ...


@dataclass(frozen=True, kw_only=True)
class Wechat:
    """All of WeChat the shop uses."""

    mini: MiniGateway
    official: OfficialGateway
    pay: PayGateway
