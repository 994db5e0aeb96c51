"""What becomes true when money goes back."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundRequested(Fact):
    """A refund is written down, by somebody's wish or by itself; WeChat has not heard of it yet."""

    out_refund_no: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRefunded(Fact):
    """An order's money is back with its buyer: the books say so, and its goods are back or counted as not sold."""

    order_no: str
    out_refund_no: str
    buyer_id: int
    shopkeeper_id: int | None
    refunded_at: datetime
