"""Money going back: asked for, sent, confirmed or in trouble."""

from webapp.trade.refunds import staff_queries
from webapp.trade.refunds.service import (
    AUTOMATIC,
    FINAL,
    ORDER_CLOSED,
    PAID_TWICE,
    REQUESTED,
    UNANSWERED,
    OpenRefund,
    RefundDraft,
    RefundWord,
    add_refund,
    lock_refund,
    open_refund_of,
    record_refund,
    refund_of,
    refunds_of,
    refunds_to_ask_about,
)
from webapp.trade.refunds.staff_queries import troubles

__all__ = [
    "AUTOMATIC",
    "FINAL",
    "ORDER_CLOSED",
    "PAID_TWICE",
    "REQUESTED",
    "UNANSWERED",
    "OpenRefund",
    "RefundDraft",
    "RefundWord",
    "add_refund",
    "lock_refund",
    "open_refund_of",
    "record_refund",
    "refund_of",
    "refunds_of",
    "refunds_to_ask_about",
    "staff_queries",
    "troubles",
]
