"""How an order is paid: attempts, what WeChat says of them, and closing what nobody paid."""

from webapp.trade.payments.facts import OrderPaid, UnwantedPaymentReceived
from webapp.trade.payments.kinds import NoticeKind, PaymentState
from webapp.trade.payments.service.attempts import (
    AttemptView,
    PaymentAttempt,
    add_attempt,
    attempts_of,
    attempts_to_poll,
    mark_prepared,
    open_attempts,
    record_notice,
    superfluous_attempts,
)
from webapp.trade.payments.service.closing import close_at_wechat, record_closing
from webapp.trade.payments.service.confirmation import Confirmation, record_payment_status
from webapp.trade.payments.service.sold import lock_order, lock_sold_where

__all__ = [
    "AttemptView",
    "Confirmation",
    "NoticeKind",
    "OrderPaid",
    "PaymentAttempt",
    "PaymentState",
    "UnwantedPaymentReceived",
    "add_attempt",
    "attempts_of",
    "attempts_to_poll",
    "close_at_wechat",
    "lock_order",
    "lock_sold_where",
    "mark_prepared",
    "open_attempts",
    "record_closing",
    "record_notice",
    "record_payment_status",
    "superfluous_attempts",
]
