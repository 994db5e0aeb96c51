"""Why money goes back, and how far it is."""

from enum import StrEnum


class RefundState(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    CLOSED = "closed"
    """WeChat will not pay it; the order is again what it was."""
    ABNORMAL = "abnormal"
    """The bank refused it; staff cure it at WeChat."""


UNANSWERED = (RefundState.REQUESTED, RefundState.PROCESSING)
FINAL = (RefundState.SUCCEEDED, RefundState.CLOSED)
UNFINISHED = (*UNANSWERED, RefundState.ABNORMAL)

# Reasons a refund has; the first two happen by themselves and leave the order as it is.
ORDER_CLOSED = "order_closed"
PAID_TWICE = "paid_twice"
REQUESTED = "requested"
AUTOMATIC = (ORDER_CLOSED, PAID_TWICE)
