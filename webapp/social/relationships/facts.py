"""Where a pair stands, what happened between the two, and what may come next, as others read it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.kernel.errors import Refused
from webapp.social.relationships.kinds import EventKind, ObjectionState, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Where a shopkeeper and a consumer stand now; r and s have faded to this moment.

    The nickname is masked unless the consumer opened it, and empty when there is none; without `outreach` nothing is
    pushed to them.
    """

    shopkeeper_id: int
    person_id: int
    shop_name: str
    shop_code: str
    nickname: str
    outreach: bool
    stage: Stage
    since: datetime
    r: float
    s: float
    mean: float
    interval: tuple[float, float]
    blocked: bool
    muted: bool
    is_new: bool
    events: int
    last_act_at: datetime | None


@dataclass(frozen=True, slots=True)
class StageChange:
    """One step from a stage to a neighbouring one, or into and out of cooling."""

    at: datetime
    before: Stage
    after: Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class EventObjection:
    """What the consumer said about one event, and what became of it. It is theirs and staff's to read."""

    id: int
    state: ObjectionState
    text: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineEntry:
    """One event of a pair with its arithmetic, or one change of stage (then `change`).

    `r_before`, `s_before`, `mean_before` are the account just before it, `r`, `s`, `mean` and `blocked` just after it.
    """

    at: datetime
    event_id: int | None = None
    kind: EventKind | None = None
    change: StageChange | None = None
    gain: float = 0.0
    cost: float = 0.0
    base: float = 0.0
    repeat_factor: float = 1.0
    ability_factor: float = 1.0
    source: str = ""
    void_reason: str = ""
    objection: EventObjection | None = None
    r_before: float = 0.0
    s_before: float = 0.0
    mean_before: float = 0.0
    r: float = 0.0
    s: float = 0.0
    mean: float = 0.0
    blocked: bool = False


class ActionKind(StrEnum):
    """What a shopkeeper might do next for a consumer."""

    LEAVE_ALONE = "leave_alone"
    ANSWER = "answer"
    VALUE_CONTENT = "value_content"
    GREET = "greet"
    INTRODUCE = "introduce"
    RECOMMEND = "recommend"
    THANK = "thank"


class ActionReason(StrEnum):
    """The fact a step rests on."""

    BLOCKED = "blocked"
    MUTED = "muted"
    QUESTION_OPEN = "question_open"
    BELOW_GATE = "below_gate"
    PARCEL_RECEIVED = "parcel_received"
    IGNORED_LATELY = "ignored_lately"
    QUIET = "quiet"
    TRUST_FELL = "trust_fell"
    NEVER_OPENED = "never_opened"
    NEW_CUSTOMER = "new_customer"
    RETURNING_VISITOR = "returning_visitor"
    FAMILIAR_WITH_SHOP = "familiar_with_shop"
    BOUGHT_BEFORE = "bought_before"
    CLOSE_CUSTOMER = "close_customer"


@dataclass(frozen=True, kw_only=True, slots=True)
class NextBestAction:
    """A step and why: `days` since the fact, or `count` of it, where that says something; trust goes by percent."""

    action: ActionKind
    reason: ActionReason
    days: int = 0
    count: int = 0
    percent: int = 0


class StageRequirement(StrEnum):
    """What a pair lacks for its next stage."""

    FIRST_VISIT = "first_visit"
    VISITS = "visits"
    PURCHASES = "purchases"
    TRUST = "trust"
    GIVING_BACK = "giving_back"
    ANY_CONTACT = "any_contact"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStage:
    """The stage that comes next and what is missing for it: `have` of `need` (numbers, or trust from 0 to 1)."""

    stage: Stage | None
    missing: StageRequirement
    current: float = 0.0
    required: float = 0.0


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Counts over all time: goods the consumer kept, answers they got, and what they gave back."""

    kept: int
    answered: int
    reviewed: int
    referred: int
    """People the consumer brought, who bought or opened a shop; their own shop counts."""

    @property
    def is_mutual(self) -> bool:
        """Whether the consumer has given more than money: then value is exchanged, not only sold."""
        return (self.kept > 0 or self.answered > 0) and (self.reviewed > 0 or self.referred > 0)


class AdviceReason(StrEnum):
    """Why somebody stands where they stand in an advice."""

    MUTED = "muted"
    BLOCKED = "blocked"
    NO_OUTREACH = "no_outreach"
    BELOW_GATE = "below_gate"
    WOULD_FALL_BELOW_GATE = "would_fall_below_gate"
    IGNORED_LATELY = "ignored_lately"
    GONE_QUIET = "gone_quiet"
    OPENED_LATELY = "opened_lately"
    TRUSTS_YOU = "trusts_you"
    NOTHING_KNOWN = "nothing_known"


class Alternative(StrEnum):
    """What else to send."""

    VALUE_CONTENT = "value_content"
    GREETING = "greeting"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class AudienceMember:
    """One person of an audience: their trust now, and after one more share they do not open."""

    pair: Pair
    reason: AdviceReason
    mean_if_ignored: float
    ignored_lately: int


class OwnShop(Refused):
    """This is your own shop; nobody mutes or blocks themselves."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactPreference:
    """What stands about one shopkeeper, and since when."""

    shopkeeper_id: int
    muted_at: datetime | None = None
    blocked_at: datetime | None = None
