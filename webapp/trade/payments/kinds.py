"""Where an attempt to pay stands, and whose notifications the inbox holds."""

from enum import StrEnum


class PaymentState(StrEnum):
    """Where an attempt stands."""

    CREATED = "created"
    PREPARED = "prepared"
    """WeChat knows of it and waits for the buyer."""
    SUCCEEDED = "succeeded"
    CLOSED = "closed"
    QUARANTINED = "quarantined"
    """WeChat's figures are not ours; staff decide."""


# Somebody may still pay these.
OPEN = (PaymentState.CREATED, PaymentState.PREPARED)


class NoticeKind(StrEnum):
    """What a notification of WeChat Pay is about."""

    PAYMENT = "payment"
    REFUND = "refund"
