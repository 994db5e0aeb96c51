"""Money going back: asked for, sent, confirmed or in trouble."""

from webapp.trade.refunds import staff_queries
from webapp.trade.refunds.facts import OrderRefunded, RefundRequested
from webapp.trade.refunds.kinds import REQUESTED, UNANSWERED
from webapp.trade.refunds.queries import refund_states
from webapp.trade.refunds.service.outcomes import RefundResult, record_refund_status
from webapp.trade.refunds.service.refunds import (
    RefundDraft,
    add_refund,
    lock_paid,
    open_refund_of,
    refund_of,
    refunds_to_poll,
)
from webapp.trade.refunds.service.requests import return_unwanted_payment, send_to_wechat

__all__ = [
    "REQUESTED",
    "UNANSWERED",
    "OrderRefunded",
    "RefundDraft",
    "RefundRequested",
    "RefundResult",
    "add_refund",
    "lock_paid",
    "open_refund_of",
    "record_refund_status",
    "refund_of",
    "refund_states",
    "refunds_to_poll",
    "return_unwanted_payment",
    "send_to_wechat",
    "staff_queries",
]
