"""What can happen between a shopkeeper and a consumer, and the stages it leads through."""

from enum import IntEnum, StrEnum


class EventKind(IntEnum):
    """One kind of event of a pair; the number is what the table keeps, the name is what files and pages say."""

    SHARE_OPENED = 1
    SHARE_IGNORED = 2
    PURCHASE_SATISFIED = 3
    REFUND_NO_FAULT = 4
    DELIVERY_LATE = 5
    COMPLAINT_UPHELD = 6
    BLOCK = 7
    UNBLOCK = 8
    ASKED = 9
    ANSWERED = 10
    REVIEWED = 11
    REFERRED = 12
    """The consumer brought somebody who bought, or opened a shop below this shopkeeper."""

    @property
    def key(self) -> str:
        return self.name.lower()

    @classmethod
    def from_key(cls, word: str) -> "EventKind":
        """The kind a file names; raises KeyError for a word that names none."""
        return cls[word.upper()]


# What an event log in a file may contain.
FILE_KINDS = tuple(kind for kind in EventKind if kind <= EventKind.UNBLOCK)

# What the consumer does of their own accord, and so says that the relationship is alive.
CONSUMER_ACTS = frozenset(
    {
        EventKind.SHARE_OPENED,
        EventKind.PURCHASE_SATISFIED,
        EventKind.REFUND_NO_FAULT,
        EventKind.COMPLAINT_UPHELD,
        EventKind.UNBLOCK,
        EventKind.ASKED,
        EventKind.REVIEWED,
        EventKind.REFERRED,
    }
)


class Stage(StrEnum):
    """How far a relationship has come (after Altman and Taylor, Social Penetration); cooling stands beside."""

    STRANGER = "stranger"
    ACQUAINTANCE = "acquaintance"
    FAMILIAR = "familiar"
    FRIEND = "friend"
    PARTNER = "partner"
    COOLING = "cooling"


STAGE_LADDER = (Stage.STRANGER, Stage.ACQUAINTANCE, Stage.FAMILIAR, Stage.FRIEND, Stage.PARTNER)
