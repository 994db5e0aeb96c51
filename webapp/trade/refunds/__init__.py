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
    RefundReport,
    add_refund,
    lock_refund,
    open_refund_of,
    record_refund,
    refund_of,
    refunds_to_poll,
)

__all__ = [
    "AUTOMATIC",
    "FINAL",
    "ORDER_CLOSED",
    "PAID_TWICE",
    "REQUESTED",
    "UNANSWERED",
    "OpenRefund",
    "RefundDraft",
    "RefundReport",
    "add_refund",
    "lock_refund",
    "open_refund_of",
    "record_refund",
    "refund_of",
    "refunds_to_poll",
    "staff_queries",
]
