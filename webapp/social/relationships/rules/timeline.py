"""The story of a pair: everything that happened with its arithmetic, what was contested, and every change of stage."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import Row, rows
from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules import stages
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.rules.trust import WeightedEvent
from webapp.social.relationships.rules.trust_history import DecayingEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class EventObjection:
    """What the consumer said about one event, and what became of it. It is theirs and staff's to read."""

    id: int
    state: str
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
    change: stages.StageChange | None = None
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


def timeline_of(shopkeeper_id: int, person_id: int, *, now: datetime) -> list[TimelineEntry]:
    """Everything that happened between the two with its arithmetic, and every change of stage, newest last."""
    p = parameters()
    found = rows(
        """SELECT e.id, e.at, e.kind, e.gain, e.cost, e.source, e.detail, x.reason AS void_reason,
                  c.id AS objection_id, c.state, c.text, c.answer
           FROM relationship_event e
           LEFT JOIN relationship_event_void x ON x.event_id = e.id
           LEFT JOIN objection c ON c.event_id = e.id
           WHERE e.shopkeeper_id = :s AND e.person_id = :p ORDER BY e.at, e.id""",
        s=shopkeeper_id,
        p=person_id,
    )
    known, counted, lines = DecayingEvidence(p), [], []
    for each in found:
        event = WeightedEvent(each["at"], EventKind(each["kind"]), each["gain"], each["cost"])
        if each["void_reason"] is None:
            counted.append(event)
        lines.append(_line(each, event, known))
    changes = [TimelineEntry(at=change.at, change=change) for change in stages.stage_changes(counted, now, p)]
    return sorted([*lines, *changes], key=lambda line: (line.at, line.change is not None))


def _line(each: Row, event: WeightedEvent, known: DecayingEvidence) -> TimelineEntry:
    known.decay_to(event.at)
    r_before, s_before, mean_before = known.r, known.s, known.mean
    if each["void_reason"] is None:
        known.add_event(event)
    weight = each["detail"]
    return TimelineEntry(
        at=event.at,
        event_id=each["id"],
        kind=event.kind,
        gain=event.gain,
        cost=event.cost,
        base=weight.get("base", 0.0),
        repeat_factor=weight.get("again", 1.0),
        ability_factor=weight.get("ability", 1.0),
        source=each["source"],
        void_reason=each["void_reason"] or "",
        objection=_contested(each),
        r_before=r_before,
        s_before=s_before,
        mean_before=mean_before,
        r=known.r,
        s=known.s,
        mean=known.mean,
        blocked=known.blocked,
    )


def _contested(each: Row) -> EventObjection | None:
    if each["objection_id"] is None:
        return None
    return EventObjection(id=each["objection_id"], state=each["state"], text=each["text"], answer=each["answer"])
