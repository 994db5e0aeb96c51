"""The story of a pair: everything that happened with its arithmetic, what was contested, and every change of stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.social.relationships.facts import EventObjection, TimelineEntry
from webapp.social.relationships.kinds import EventKind, ObjectionState
from webapp.social.relationships.rules import stages
from webapp.social.relationships.rules.parameters import Parameters, parameters
from webapp.social.relationships.rules.trust import Evidence, WeightedEvent, walk_evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class _RecordedEvent:
    id: int
    at: datetime
    kind: EventKind
    gain: float
    cost: float
    source: str
    detail: Mapping[str, float]
    void_reason: str | None
    objection_id: int | None
    state: ObjectionState | None
    text: str | None
    answer: str | None


def timeline_of(shopkeeper_id: int, person_id: int, *, now: datetime) -> list[TimelineEntry]:
    """Everything that happened between the two with its arithmetic, and every change of stage, newest last."""
    found = rows(
        _RecordedEvent,
        """SELECT e.id, e.at, e.kind, e.gain, e.cost, e.source, e.detail, x.reason AS void_reason,
                  c.id AS objection_id, c.state, c.text, c.answer
           FROM relationship_event e
           LEFT JOIN relationship_event_void x ON x.event_id = e.id
           LEFT JOIN objection c ON c.event_id = e.id
           WHERE e.shopkeeper_id = :s AND e.person_id = :p ORDER BY e.at, e.id""",
        s=shopkeeper_id,
        p=person_id,
    )
    p = parameters()
    counted = [WeightedEvent(each.at, each.kind, each.gain, each.cost) for each in found if each.void_reason is None]
    changes = [TimelineEntry(at=change.at, change=change) for change in stages.stage_changes(counted, now, p)]
    return sorted([*_entries(found, counted, p), *changes], key=lambda line: (line.at, line.change is not None))


def _entries(
    found: Sequence[_RecordedEvent], counted: Sequence[WeightedEvent], p: Parameters
) -> Iterator[TimelineEntry]:
    """A line for each event; what no longer counts leaves the account as it is at that moment."""
    steps, known = walk_evidence(counted, p), Evidence()
    for each in found:
        if each.void_reason is None:
            _, before, known = next(steps)
        else:
            before = known = known.faded_to(each.at, p)
        yield _entry(each, before, known, p)


def _entry(each: _RecordedEvent, before: Evidence, after: Evidence, p: Parameters) -> TimelineEntry:
    return TimelineEntry(
        at=each.at,
        event_id=each.id,
        kind=each.kind,
        gain=each.gain,
        cost=each.cost,
        base=each.detail.get("base", 0.0),
        repeat_factor=each.detail.get("again", 1.0),
        ability_factor=each.detail.get("ability", 1.0),
        source=each.source,
        void_reason=each.void_reason or "",
        objection=_objection(each),
        r_before=before.r,
        s_before=before.s,
        mean_before=before.mean(p),
        r=after.r,
        s=after.s,
        mean=after.mean(p),
        blocked=after.blocked,
    )


def _objection(each: _RecordedEvent) -> EventObjection | None:
    if each.objection_id is None or each.state is None:
        return None
    return EventObjection(id=each.objection_id, state=each.state, text=each.text or "", answer=each.answer or "")
