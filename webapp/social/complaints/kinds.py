"""What a complaint can be about, where it stands, who takes part and what each may do to it."""

from enum import StrEnum


class ComplaintKind(StrEnum):
    """What was wrong."""

    QUALITY = "quality"
    NOT_AS_DESCRIBED = "not_as_described"
    DELIVERY = "delivery"
    SERVICE = "service"
    OTHER = "other"


class ComplaintState(StrEnum):
    """Where a complaint stands; the last three are its ends."""

    OPEN = "open"
    """The shopkeeper owes an answer."""
    ANSWERED = "answered"
    """The buyer says whether that settles it."""
    WITH_STAFF = "with_staff"
    """The platform decides."""
    RESOLVED = "resolved"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


LIVE = frozenset({ComplaintState.OPEN, ComplaintState.ANSWERED, ComplaintState.WITH_STAFF})


class Party(StrEnum):
    """Who writes in a complaint's thread."""

    BUYER = "buyer"
    SHOPKEEPER = "shopkeeper"
    STAFF = "staff"


class ComplaintAction(StrEnum):
    """What somebody, or time, does to a complaint."""

    FILED = "filed"
    ANSWERED = "answered"
    ASKED_AGAIN = "asked_again"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class AfterSalesItemKind(StrEnum):
    """What kind of thing waits."""

    COMPLAINT = "complaint"
    REFUND = "refund"
