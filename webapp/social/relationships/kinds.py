"""What can happen between a shopkeeper and a consumer, and the stages it leads through."""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRule:
    """All that trust and the stages know of one kind of event; both the rules of a pair and the batch read it here.

    `gain` and `cost` name the parameter that says how many units of good or of bad evidence it is.
    """

    kind: EventKind
    gain: str = ""
    cost: str = ""
    weighs_by_care: bool = False
    """It costs more when it happens again soon, and less of an able shopkeeper."""
    is_act: bool = False
    """The consumer does it of their own accord, and so says that the relationship is alive."""
    is_visit: bool = False
    is_purchase: bool = False
    is_contact: bool = False
    """The consumer speaks, which makes the two familiar."""
    gives_back: bool = False
    """The consumer gives more than money, as partners do."""
    blocks: bool | None = None
    """Whether trust stands at its lowest from then on; None where nothing is said about it."""
    in_files: bool = False
    """An event log in a file may contain it."""


EVENT_RULES = {
    rule.kind: rule
    for rule in (
        EventRule(kind=EventKind.SHARE_OPENED, gain="opened_gain", is_act=True, is_visit=True, in_files=True),
        EventRule(kind=EventKind.SHARE_IGNORED, cost="ignored_cost", weighs_by_care=True, in_files=True),
        EventRule(
            kind=EventKind.PURCHASE_SATISFIED, gain="satisfied_gain", is_act=True, is_purchase=True, in_files=True
        ),
        EventRule(kind=EventKind.REFUND_NO_FAULT, cost="refund_cost", is_act=True, in_files=True),
        EventRule(kind=EventKind.DELIVERY_LATE, cost="late_cost", in_files=True),
        EventRule(kind=EventKind.COMPLAINT_UPHELD, cost="complaint_cost", is_act=True, in_files=True),
        EventRule(kind=EventKind.BLOCK, blocks=True, in_files=True),
        EventRule(kind=EventKind.UNBLOCK, is_act=True, blocks=False, in_files=True),
        EventRule(kind=EventKind.ASKED, is_act=True, is_contact=True),
        EventRule(kind=EventKind.ANSWERED),
        EventRule(kind=EventKind.REVIEWED, is_act=True, is_contact=True, gives_back=True),
        EventRule(kind=EventKind.REFERRED, is_act=True, gives_back=True),
    )
}


def _kinds(chosen: Callable[[EventRule], bool]) -> frozenset[EventKind]:
    return frozenset(kind for kind, rule in EVENT_RULES.items() if chosen(rule))


CONSUMER_ACTS = _kinds(lambda rule: rule.is_act)
VISITS = _kinds(lambda rule: rule.is_visit)
PURCHASES = _kinds(lambda rule: rule.is_purchase)
CONTACTS = _kinds(lambda rule: rule.is_contact)
GIFTS = _kinds(lambda rule: rule.gives_back)
BLOCKS = _kinds(lambda rule: rule.blocks is True)
BLOCK_CHANGES = _kinds(lambda rule: rule.blocks is not None)


class ObjectionState(StrEnum):
    """Where what a consumer contested stands."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Stage(StrEnum):
    """How far a relationship has come (after Altman and Taylor, Social Penetration); cooling stands beside."""

    STRANGER = "stranger"
    ACQUAINTANCE = "acquaintance"
    FAMILIAR = "familiar"
    FRIEND = "friend"
    PARTNER = "partner"
    COOLING = "cooling"


STAGE_LADDER = (Stage.STRANGER, Stage.ACQUAINTANCE, Stage.FAMILIAR, Stage.FRIEND, Stage.PARTNER)


class Skill(StrEnum):
    """One side of serving people. A new side is a new word here and whoever counts it."""

    ANSWERING = "answering"
    AFTER_SALE = "after_sale"
    SATISFACTION = "satisfaction"
    LEARNING = "learning"
