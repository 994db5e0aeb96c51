"""How an order is paid: attempts, what WeChat says of them, and closing what nobody paid."""

from webapp.trade.payments.facts import OrderPaid, UnwantedPaymentReceived
from webapp.trade.payments.service.attempts import (
    PaymentAttempt,
    PaymentSuccess,
    add_attempt,
    attempts_to_poll,
    lock_order,
    lock_paid,
    lock_sold,
    mark_closed,
    mark_prepared,
    open_attempts,
    quarantine,
    record_late,
    record_notice,
    record_paid,
)
from webapp.trade.payments.service.closing import close_at_wechat, record_closing
from webapp.trade.payments.service.confirmation import Confirmation, record_payment_status

__all__ = [
    "Confirmation",
    "OrderPaid",
    "PaymentAttempt",
    "PaymentSuccess",
    "UnwantedPaymentReceived",
    "add_attempt",
    "attempts_to_poll",
    "close_at_wechat",
    "lock_order",
    "lock_paid",
    "lock_sold",
    "mark_closed",
    "mark_prepared",
    "open_attempts",
    "quarantine",
    "record_closing",
    "record_late",
    "record_notice",
    "record_paid",
    "record_payment_status",
]
