"""The JSON of the control API; times are seconds since 1970 on the virtual clock, money is fen."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Apps(_Shape):
    """The accounts of this WeChat; no secrets."""

    mini_appid: str
    h5_appid: str
    mchid: str
    merchant_name: str
    shop_origin: str


class NewPerson(_Shape):
    name: str = Field(min_length=1, max_length=40)
    avatar: str | None = Field(default=None, description="One character or an emoji; taken from the name when absent")
    colour: str | None = Field(default=None, pattern="^#[0-9a-fA-F]{6}$")


class Person(_Shape):
    id: str
    name: str
    avatar: str
    colour: str
    unionid: str
    openids: dict[str, str] = Field(description="The person's openid to each app id")


class People(_Shape):
    people: list[Person]


class AskLoginCode(_Shape):
    appid: str | None = Field(default=None, description="The mini-program; absent means the only one")


class LoginCode(_Shape):
    code: str
    appid: str
    expires_at: float


class AskOAuthCode(_Shape):
    scope: Literal["snsapi_base", "snsapi_userinfo"] = "snsapi_base"


class OAuthCode(_Shape):
    code: str
    appid: str


class MiniCode(_Shape):
    """A mini-program code that was drawn, and what its picture says."""

    id: str
    appid: str
    scene: str
    page: str
    env_version: str
    address: str


class MiniCodes(_Shape):
    codes: list[MiniCode]


class NewGroup(_Shape):
    title: str = Field(min_length=1, max_length=60)
    members: list[str] = Field(min_length=1, description="Person ids")


class NewMember(_Shape):
    person: str


class NewChat(_Shape):
    other: str = Field(description="The person to talk to; the same chat is found again")


class Chat(_Shape):
    id: str
    kind: Literal["single", "group"]
    title: str
    opengid: str | None
    members: list[str]


class Chats(_Shape):
    chats: list[Chat]


class Card(_Shape):
    title: str = Field(min_length=1, max_length=200)
    desc: str = ""
    image: str = ""
    link: str = Field(min_length=1)


class NewMessage(_Shape):
    """A share card or a text, exactly one of them."""

    from_person: str
    card: Card | None = None
    text: str | None = Field(default=None, min_length=1, max_length=2000)


class Message(_Shape):
    id: int
    chat_id: str
    from_person: str
    sent_at: float
    card: Card | None
    text: str | None


class Messages(_Shape):
    messages: list[Message]


class PaySheet(_Shape):
    """What a page hands to `wx.requestPayment` or `getBrandWCPayRequest`; appId is the app that is running."""

    person: str
    appId: str  # noqa: N815 - WeChat's spelling
    timeStamp: str  # noqa: N815
    nonceStr: str  # noqa: N815
    package: str
    signType: str  # noqa: N815
    paySign: str  # noqa: N815


class PageConfig(_Shape):
    """What a page hands to `wx.config`, and the address it runs at."""

    appId: str  # noqa: N815 - WeChat's spelling
    timestamp: int
    nonceStr: str  # noqa: N815
    signature: str
    url: str = Field(description="The page's own address; what follows # does not count")


class Sheet(_Shape):
    prepay_id: str
    merchant_name: str
    description: str
    total: int
    out_trade_no: str
    expires_at: float


class Payment(_Shape):
    out_trade_no: str
    transaction_id: str | None
    appid: str
    openid: str
    description: str
    total: int
    state: Literal["NOTPAY", "SUCCESS", "REFUND", "CLOSED"]
    created_at: float
    expires_at: float
    paid_at: float | None


class Payments(_Shape):
    payments: list[Payment]


class Refund(_Shape):
    out_refund_no: str
    refund_id: str
    out_trade_no: str
    amount: int
    status: Literal["PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL"]
    created_at: float
    settle_at: float
    settled_at: float | None


class Refunds(_Shape):
    refunds: list[Refund]


class Attempt(_Shape):
    at: float
    kind: str = Field(description="regular, duplicate, or what was wrong with it on purpose")
    status: int | None = Field(description="The merchant's HTTP status; null when there was no answer")
    outcome: str
    seconds: float


class Notification(_Shape):
    id: str
    event_type: str
    about: str = Field(description="out_trade_no or out_refund_no")
    url: str
    created_at: float
    state: Literal["waiting", "sending", "delivered", "given_up", "lost"]
    next_at: float | None
    tries: int
    resource: dict[str, Any] = Field(description="What the merchant decrypts")
    attempts: list[Attempt]


class Notifications(_Shape):
    notifications: list[Notification]


class AboutQuery(_Shape):
    about: str | None = Field(default=None, description="Only of this out_trade_no or out_refund_no")


class MoveClock(_Shape):
    advance_seconds: int = Field(ge=0, le=400 * 86400)


class BeginInThePast(_Shape):
    seconds: int = Field(gt=0, le=400 * 86400, description="How long ago this WeChat's story begins")


class Clock(_Shape):
    now: float
    offset_seconds: float
    shop_offset_seconds: float = Field(description="How far the shop has confirmed to have moved")


class Moved(_Shape):
    now: float
    advanced_seconds: int
    delivered: int = Field(description="Notifications sent on the way")
    shop: list[str] = Field(description="What the shop said; empty when it was not asked")


class Settings(_Shape):
    refund_seconds: float = Field(ge=0, description="From a refund's acceptance to its end, virtual seconds")
    notify_merchant: bool = Field(default=True, description="False: notifications get lost and the merchant must ask")


class NewFault(_Shape):
    endpoint: str
    kind: str
    times: int | None = Field(default=1, ge=1, description="null means for ever")
    seconds: float | None = Field(default=None, ge=0, le=120, description="latency")
    code: str | int | None = Field(default=None, description="errcode, or a v3 code for pay_error")
    copies: int | None = Field(default=None, ge=2, le=64, description="duplicate")
    status: Literal["ABNORMAL", "CLOSED"] | None = Field(default=None, description="refund_outcome")


class Fault(_Shape):
    id: int
    endpoint: str
    kind: str
    times: int | None
    options: dict[str, Any]


class Faults(_Shape):
    faults: list[Fault]
    endpoints: dict[str, list[str]] = Field(description="Every place that can fail, with the faults it can show")
    kinds: dict[str, str] = Field(description="Every fault, and what it does")


class Problem(BaseModel):
    """What cannot be done, and why, as application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
