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
    MOST_CARRIER,
    MOST_NOTE,
    MOST_TRACKING_NO,
    Address,
    BadAddress,
    NotRefundable,
    OrderExpired,
    OrderMoved,
    OrderNotFound,
    TooMuchAtOnce,
    checked_address,
    checked_total,
    merged,
    new_number,
    state_before_refund,
)
from webapp.trade.orders.service import LineDraft, OrderDraft, Step, add_order, move
from webapp.trade.orders.staff_queries import _BUYER

__all__ = [
    "MOST_CARRIER",
    "MOST_NOTE",
    "MOST_TRACKING_NO",
    "_BUYER",
    "Address",
    "BadAddress",
    "EventView",
    "LineDraft",
    "LineView",
    "NotRefundable",
    "OrderDraft",
    "OrderExpired",
    "OrderMoved",
    "OrderNotFound",
    "OrderView",
    "PayableOrder",
    "SoldLine",
    "SoldOrder",
    "Step",
    "TooMuchAtOnce",
    "add_order",
    "checked_address",
    "checked_total",
    "due",
    "history",
    "lock",
    "merged",
    "move",
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
