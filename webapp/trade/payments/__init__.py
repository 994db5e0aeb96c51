"""How an order is paid: attempts, what WeChat says of them, and closing what nobody paid."""

from webapp.trade.payments.service import (
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

__all__ = [
    "PaymentAttempt",
    "PaymentSuccess",
    "add_attempt",
    "attempts_to_poll",
    "lock_order",
    "lock_paid",
    "lock_sold",
    "mark_closed",
    "mark_prepared",
    "open_attempts",
    "quarantine",
    "record_late",
    "record_notice",
    "record_paid",
]
