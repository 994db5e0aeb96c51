"""What an order looks like to whoever may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from webapp.kernel.words import say
from webapp.people.identity import ShopkeeperCard
from webapp.people.identity.api.shapes import (
    PersonResponse,
    ShopkeeperCardResponse,
    person_at_shop,
    shopkeeper_card,
)
from webapp.trade.orders import EventView, OrderView
from webapp.web.api.shapes import Fen, Language, Moment, RequestModel, ResponseModel, Token, localised, picture

State = Literal["pending_payment", "paid", "shipped", "received", "settled", "refunding", "refunded", "closed"]
SkuCode = Annotated[str, Field(min_length=1, max_length=60, examples=["spring-tea-s"])]


class OrderItemRequest(RequestModel):
    """How many of what."""

    sku_code: SkuCode
    quantity: int = Field(ge=1, le=999)


class AddressRequest(RequestModel):
    """Where it goes. Used for delivery and after-sales only."""

    recipient: str = Field(min_length=1, max_length=40, examples=["林波"])
    phone: str = Field(min_length=5, max_length=24, examples=["13800138000"])
    region: str = Field(min_length=1, max_length=60, examples=["浙江省 杭州市 西湖区"])
    detail: str = Field(min_length=1, max_length=120, examples=["龙井路 1 号"])


class OrderRequest(RequestModel):
    """An order; `token` and `visit_id` are those of the page it was placed from, and decide who is credited."""

    token: Token | None = None
    visit_id: str | None = Field(None, max_length=20)
    items: list[OrderItemRequest] = Field(min_length=1, max_length=20)
    address: AddressRequest
    note: str = Field("", max_length=200)


class RefundRequest(RequestModel):
    """Why, in the buyer's words, if they like."""

    text: str = Field("", max_length=80)


class OrderItemResponse(ResponseModel):
    """One line, as it was promised."""

    sku_code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["明前龙井 · 小罐"])
    picture: str = Field(examples=["https://shop.example/static/demo/longjing-tea.svg"])
    quantity: int = Field(examples=[1])
    unit_price_fen: Fen
    amount_fen: Fen


class AddressResponse(ResponseModel):
    """Where it goes; a shopkeeper sees it masked."""

    recipient: str = Field(examples=["林波"])
    phone: str = Field(examples=["13800138000"])
    region: str = Field(examples=["浙江省 杭州市 西湖区"])
    detail: str = Field(examples=["龙井路 1 号"])


class TrackingResponse(ResponseModel):
    """How it travels."""

    carrier: str = Field(examples=["SF"])
    no: str = Field(examples=["SF1234567890"])


class OrderEventResponse(ResponseModel):
    """One step in its life."""

    event: str = Field(examples=["placed"])
    at: Moment
    text: str = Field(examples=["下单"])


class OrderResponse(ResponseModel):
    """An order."""

    no: str = Field(examples=["G260601K3M9Q2X7TA"])
    state: State
    state_text: str = Field(description="The state as people say it.", examples=["待付款"])
    total_fen: Fen
    currency: Literal["CNY"]
    buyer: PersonResponse | None = Field(description="Who bought it, for the shop; null for the buyer.")
    items: list[OrderItemResponse]
    address: AddressResponse
    note: str
    created_at: Moment
    expires_at: Moment = Field(description="Unpaid until then, it is closed and its stock is free again.")
    paid_at: Moment | None
    shipped_at: Moment | None
    tracking: TrackingResponse | None
    received_at: Moment | None
    settle_due_at: Moment | None = Field(description="When the return window ends and the reward becomes payable.")
    refundable: bool = Field(description="Whether the buyer may ask for their money back now.")
    refund_state: str | None
    shopkeeper: ShopkeeperCardResponse | None = Field(description="Who is credited with it; null: the platform.")


class OrderDetailResponse(OrderResponse):
    """An order with its history."""

    events: list[OrderEventResponse]


class OrdersResponse(ResponseModel):
    """Some orders."""

    items: list[OrderResponse]
    next_cursor: str | None


class PaymentSheetResponse(ResponseModel):
    """Signed parameters for `wx.requestPayment`, to be handed over unchanged."""

    timeStamp: str  # noqa: N815 - WeChat's own spelling
    nonceStr: str  # noqa: N815
    package: str
    signType: str  # noqa: N815
    paySign: str  # noqa: N815


class PaymentResponse(ResponseModel):
    """A payment about to be made."""

    out_trade_no: str = Field(examples=["P260601K3M9Q2X7TA"])
    sheet: PaymentSheetResponse


class RefundResponse(ResponseModel):
    """A refund under way."""

    out_refund_no: str = Field(examples=["R260602T8W2V5N1KD"])
    order: OrderDetailResponse


@dataclass(frozen=True, slots=True)
class OrderParts:
    """What other capabilities know of the orders shown: shopkeepers by id, latest refunds by order.

    `seen_by` is the shop that looks at what it sold; None for the buyer.
    """

    shopkeepers: Mapping[int, ShopkeeperCard]
    refund_states: Mapping[int, str]
    seen_by: int | None


def order_out(found: OrderView, parts: OrderParts, language: Language) -> OrderResponse:
    """An order as one item of a list."""
    return OrderResponse.model_validate(_values(found, parts, language))


def order_detail(
    found: OrderView, parts: OrderParts, language: Language, *, history: Sequence[EventView]
) -> OrderDetailResponse:
    """An order with its history."""
    events = [
        OrderEventResponse(event=each.event, at=each.at, text=say(f"order.event.{each.event}", language))
        for each in history
    ]
    return OrderDetailResponse.model_validate({**_values(found, parts, language), "events": events})


_SAME = ("no", "state", "total_fen", "note", "refundable")
_TIMES = ("created_at", "expires_at", "paid_at", "shipped_at", "received_at", "settle_due_at")


def _values(found: OrderView, parts: OrderParts, language: Language) -> dict[str, object]:
    keeper = parts.shopkeepers.get(found.shopkeeper_id) if found.shopkeeper_id is not None else None
    moments: dict[str, datetime | None] = {name: getattr(found, name) for name in _TIMES}
    return {
        **{name: getattr(found, name) for name in _SAME},
        **moments,
        "currency": "CNY",
        "buyer": None if parts.seen_by is None else person_at_shop(parts.seen_by, found.buyer_id, found.buyer),
        "refund_state": parts.refund_states.get(found.id),
        "state_text": say(f"order.state.{found.state}", language),
        "items": [_item(line, language) for line in found.lines],
        "address": {name: found.address.get(name, "") for name in AddressResponse.model_fields},
        "tracking": {"carrier": found.carrier, "no": found.tracking_no} if found.tracking_no else None,
        "shopkeeper": shopkeeper_card(keeper) if keeper else None,
    }


def _item(line: object, language: Language) -> dict[str, object]:
    same = {name: getattr(line, name) for name in ("sku_code", "quantity", "unit_price_fen", "amount_fen")}
    return {**same, "name": localised(line, "name", language), "picture": picture(str(getattr(line, "picture", "")))}
