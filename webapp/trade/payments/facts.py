"""What becomes true when money comes in."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact
from webapp.trade.orders import SoldOrder


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPaid(Fact):
    """A waiting order has its money: goods are sold and the payment is booked. `sold` was read under its lock."""

    sold: SoldOrder
    paid_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class UnwantedPaymentReceived(Fact):
    """Money came in, and is booked as owed back, for an order that is closed or that another attempt has paid."""

    order_id: int
    payment_id: int
    amount_fen: int
    order_closed: bool
    received_at: datetime
