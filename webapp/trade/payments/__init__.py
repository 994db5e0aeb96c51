"""How an order is paid: attempts, what WeChat says of them, and closing what nobody paid."""

from webapp.trade.payments.service import (
    Attempt,
    Success,
    add_attempt,
    attempts_of,
    attempts_to_ask_about,
    lock_order,
    lock_paid,
    lock_sold,
    mark_closed,
    mark_prepared,
    open_attempts,
    quarantine,
    record_late,
    record_paid,
    take_notice,
)

__all__ = [
    "Attempt",
    "Success",
    "add_attempt",
    "attempts_of",
    "attempts_to_ask_about",
    "lock_order",
    "lock_paid",
    "lock_sold",
    "mark_closed",
    "mark_prepared",
    "open_attempts",
    "quarantine",
    "record_late",
    "record_paid",
    "take_notice",
]
