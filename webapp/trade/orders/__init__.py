"""The contract with a buyer: an order, its lines, its states and edges, and its history."""

from webapp.trade.orders import staff_queries
from webapp.trade.orders.facts import EventView, LineView, OrderView, PayableOrder, SoldLine, SoldOrder
from webapp.trade.orders.kinds import states
from webapp.trade.orders.queries import due
from webapp.trade.orders.queries.orders import (
    history,
    lock,
    order,
    order_for,
    order_through,
    orders_of,
    orders_through,
    sales_through,
    stock_of,
)
from webapp.trade.orders.rules import (
    MAX_CARRIER_LENGTH,
    MAX_NOTE_LENGTH,
    MAX_TRACKING_NO_LENGTH,
    Address,
    BadAddress,
    NotRefundable,
    OrderChanged,
    OrderExpired,
    OrderNotFound,
    checked_address,
    checked_total,
    merged,
    new_number,
    state_before_refund,
)
from webapp.trade.orders.service import LineDraft, OrderDraft, Transition, add_order, apply_transition
from webapp.trade.orders.staff_queries import _BUYER

__all__ = [
    "MAX_CARRIER_LENGTH",
    "MAX_NOTE_LENGTH",
    "MAX_TRACKING_NO_LENGTH",
    "_BUYER",
    "Address",
    "BadAddress",
    "EventView",
    "LineDraft",
    "LineView",
    "NotRefundable",
    "OrderChanged",
    "OrderDraft",
    "OrderExpired",
    "OrderNotFound",
    "OrderView",
    "PayableOrder",
    "SoldLine",
    "SoldOrder",
    "Transition",
    "add_order",
    "apply_transition",
    "checked_address",
    "checked_total",
    "due",
    "history",
    "lock",
    "merged",
    "new_number",
    "order",
    "order_for",
    "order_through",
    "orders_of",
    "orders_through",
    "sales_through",
    "staff_queries",
    "state_before_refund",
    "states",
    "stock_of",
]
