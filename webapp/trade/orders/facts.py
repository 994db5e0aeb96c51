"""An order and its lines as others read them, and what becomes true of an order on its way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.facts import Fact
from webapp.trade.orders.kinds import states


@dataclass(frozen=True, kw_only=True, slots=True)
class PayableOrder:
    """What starting or ending a payment needs to know of an order; its row is locked."""

    id: int
    no: str
    buyer_id: int
    state: str
    total_fen: int
    language: str
    expires_at: datetime
    description: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SoldLine:
    """A line as it was promised: what settlement may read of it."""

    id: int
    sku_id: int
    name_zh: str
    name_en: str
    quantity: int
    unit_price_fen: int
    amount_fen: int
    plan: str
    commission_base_fen: int
    commission_rates_bp: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class SoldColumns:
    """What an order's money depends on, without its lines.

    `credit` holds the figures of its attribution (share, visit, forwards, policy), empty when the platform sold.
    """

    payment_id: int
    out_trade_no: str
    payment_state: str
    appid: str
    mchid: str
    amount_fen: int
    transaction_id: str | None
    order_id: int
    no: str
    state: str
    buyer_id: int
    buyer_shopkeeper_id: int | None
    shopkeeper_id: int | None
    chain: list[int]
    rule_version: str
    total_fen: int
    credit: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class SoldOrder(SoldColumns):
    """An order with everything its money depends on, read under the lock of its row."""

    lines: list[SoldLine]

    @property
    def stock(self) -> dict[int, int]:
        """SKU id → quantity."""
        return {line.sku_id: line.quantity for line in self.lines}


@dataclass(frozen=True, kw_only=True, slots=True)
class LineView:
    """One line as it was promised, fen."""

    product_id: int
    sku_id: int
    sku_code: str
    name_zh: str
    name_en: str
    picture: str
    quantity: int
    unit_price_fen: int
    amount_fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderColumns:
    """An order's own columns."""

    id: int
    no: str
    buyer_id: int
    shopkeeper_id: int | None
    attribution_id: int | None
    chain: list[int]
    scene_key: str
    rule_version: str
    source: str
    language: str
    state: str
    total_fen: int
    address: dict[str, str]
    note: str
    carrier: str
    tracking_no: str
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None
    shipped_at: datetime | None
    receipt_due_at: datetime | None
    received_at: datetime | None
    settle_due_at: datetime | None
    settled_at: datetime | None
    refunded_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderView(OrderColumns):
    """An order with its lines; `buyer` is a nickname, or empty."""

    buyer: str
    lines: list[LineView]

    @property
    def refundable(self) -> bool:
        """Whether the buyer may ask for their money."""
        return self.state in states.REFUNDABLE_BY_BUYER


@dataclass(frozen=True, kw_only=True, slots=True)
class EventView:
    """One step of an order's history."""

    event: str
    from_state: str | None
    to_state: str
    actor: str
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Sale:
    """A sale and the visit it came from."""

    share_id: int
    visit_ref: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderShipped(Fact):
    """A paid order's goods have left the warehouse."""

    order_no: str
    buyer_id: int
    shopkeeper_id: int | None
    paid_at: datetime | None
    shipped_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReceived(Fact):
    """An order's goods have arrived, as its buyer or the clock says: it may be given back until `settle_due_at`."""

    order_no: str
    received_at: datetime
    settle_due_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderSettled(Fact):
    """A received order has stood the time for returns: its sale is final."""

    order_id: int
    order_no: str
    buyer_id: int
    shopkeeper_id: int | None
    attribution_id: int | None
    settled_at: datetime
