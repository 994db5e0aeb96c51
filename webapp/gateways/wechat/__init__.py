"""WeChat: login, service account, payment and mini-program codes, as the shop sees them.

Flows speak with `wechat()` outside transactions only. `connect` makes the real thing (the sandbox is the real thing at
another origin); `fake.FakeWechat` is the official in-memory fake for tests that are not about the wire.
"""

from config import Config
from webapp.gateways.wechat.protocols import (
    CodeRefused,
    ForeignAddress,
    JsSignature,
    LoginSession,
    NoticeForged,
    NoticeMisplaced,
    NotSeenLately,
    NumberUsed,
    OAuthIdentity,
    OfficialGateway,
    PayGateway,
    PaymentNotice,
    PaymentStatus,
    PrepayRequest,
    RefundNotice,
    RefundRequest,
    RefundStatus,
    TextCheck,
    TextScene,
    Wechat,
    WechatTrouble,
)

__all__ = [
    "CodeRefused",
    "ForeignAddress",
    "JsSignature",
    "LoginSession",
    "NotSeenLately",
    "NoticeForged",
    "NoticeMisplaced",
    "NumberUsed",
    "OAuthIdentity",
    "OfficialGateway",
    "PayGateway",
    "PaymentNotice",
    "PaymentStatus",
    "PrepayRequest",
    "RefundNotice",
    "RefundRequest",
    "RefundStatus",
    "TextCheck",
    "TextScene",
    "Wechat",
    "WechatTrouble",
    "connect",
    "use",
    "wechat",
]

_current: list[Wechat] = []
_config: list[Config] = []


def configure(config: Config) -> None:
    """Name the WeChat this process will connect with at first use."""
    _config[:] = [config]
    _current.clear()


def use(gateways: Wechat) -> None:
    """Put other gateways in place: the fake."""
    _current[:] = [gateways]


def wechat() -> Wechat:
    """The WeChat in force."""
    if not _current:
        _current[:] = [connect(_config[0])]
    return _current[0]


def connect(config: Config) -> Wechat:
    """Make the gateways a configuration describes; no network yet."""
    from webapp.gateways.wechat.live import live

    return live(config)
