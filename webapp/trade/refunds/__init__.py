"""Money going back: asked for, sent, confirmed or in trouble."""

from webapp.trade.refunds import staff_queries
from webapp.trade.refunds.facts import OrderRefunded, RefundRequested
from webapp.trade.refunds.kinds import (
    AUTOMATIC,
    FINAL,
    ORDER_CLOSED,
    PAID_TWICE,
    REQUESTED,
    UNANSWERED,
    RefundState,
)
from webapp.trade.refunds.queries import RefundView, refund_states, refunds_of
from webapp.trade.refunds.service.outcomes import RefundResult, record_refund_status
from webapp.trade.refunds.service.refunds import (
    OpenRefund,
    RefundDraft,
    RefundReport,
    add_refund,
    lock_paid,
    lock_refund,
    open_refund_of,
    record_refund,
    refund_of,
    refunds_to_poll,
)
from webapp.trade.refunds.service.requests import return_unwanted_payment, send_to_wechat

__all__ = [
    "AUTOMATIC",
    "FINAL",
    "ORDER_CLOSED",
    "PAID_TWICE",
    "REQUESTED",
    "UNANSWERED",
    "OpenRefund",
    "OrderRefunded",
    "RefundDraft",
    "RefundReport",
    "RefundRequested",
    "RefundResult",
    "RefundState",
    "RefundView",
    "add_refund",
    "lock_paid",
    "lock_refund",
    "open_refund_of",
    "record_refund",
    "record_refund_status",
    "refund_of",
    "refund_states",
    "refunds_of",
    "refunds_to_poll",
    "return_unwanted_payment",
    "send_to_wechat",
    "staff_queries",
]
