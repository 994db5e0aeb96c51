"""A consumer says that something held about them is wrong, and staff decides."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import Conflict, NotFound
from webapp.social.relationships.kinds import EventKind, ObjectionState


class AlreadyObjected(Conflict):
    """This was contested already; each event is looked at once."""


class ObjectionAlreadyDecided(Conflict):
    """This contest has been decided already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionView:
    """A contest with the event it is about."""

    id: int
    event_id: int
    shopkeeper_id: int
    person_id: int
    kind: EventKind
    event_at: datetime
    gain: float
    cost: float
    source: str
    text: str
    state: ObjectionState
    answer: str
    staff_id: int | None
    created_at: datetime
    decided_at: datetime | None


_OBJECTION = """
SELECT objection.id, event_id, objection.shopkeeper_id, objection.person_id, kind, event.at AS event_at, gain, cost,
       source, text, state, answer, staff_id, objection.created_at, decided_at
FROM objection JOIN relationship_event AS event ON event.id = event_id
"""
# Written out, so that the index of what waits is found.
_IS_OPEN = f"state = '{ObjectionState.OPEN.value}'"


def objections_of(person_id: int) -> list[ObjectionView]:
    """Everything a consumer has contested, newest first."""
    return rows(
        ObjectionView,
        _OBJECTION + " WHERE objection.person_id = :person ORDER BY objection.id DESC",
        person=person_id,
    )


def open_objections(after: int | None, limit: int) -> list[ObjectionView]:
    """What waits for staff, oldest first, after the contest with this id."""
    return rows(
        ObjectionView,
        _OBJECTION + f" WHERE {_IS_OPEN} AND objection.id > :after ORDER BY objection.id LIMIT :limit",
        after=after or 0,
        limit=limit,
    )


def count_open_objections() -> int:
    """How many contests wait for staff."""
    return row(int, f"SELECT count(*) FROM objection WHERE {_IS_OPEN}") or 0  # noqa: S608 - no input


def objection(objection_id: int) -> ObjectionView:
    """One contest, for staff; raises NotFound."""
    return _some(row(ObjectionView, _OBJECTION + " WHERE objection.id = :id", id=objection_id))


def lock_objection(objection_id: int) -> ObjectionView:
    """The same, and nobody else decides it before the open transaction ends."""
    return _some(row(ObjectionView, _OBJECTION + " WHERE objection.id = :id FOR UPDATE OF objection", id=objection_id))


def add_objection(person_id: int, event_id: int, text: str, *, now: datetime) -> int:
    """Write a contest of one's own event down; raises NotFound for somebody else's, AlreadyContested."""
    shopkeeper_id = row(
        int,
        "SELECT shopkeeper_id FROM relationship_event WHERE id = :id AND person_id = :person",
        id=event_id,
        person=person_id,
    )
    if shopkeeper_id is None:
        raise NotFound
    made = row(
        int,
        """INSERT INTO objection (event_id, shopkeeper_id, person_id, text, created_at)
           VALUES (:event, :shopkeeper, :person, :text, :now) ON CONFLICT (event_id) DO NOTHING RETURNING id""",
        event=event_id,
        shopkeeper=shopkeeper_id,
        person=person_id,
        text=text,
        now=now,
    )
    if made is None:
        raise AlreadyObjected
    return made


def close_objection(objection_id: int, *, upheld: bool, answer: str, staff_id: int, now: datetime) -> None:
    """Write the decision down; raises AlreadyDecided."""
    closed = execute(
        """UPDATE objection SET state = :state, answer = :answer, staff_id = :staff, decided_at = :now
           WHERE id = :id AND state = :open""",
        id=objection_id,
        state=(ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED).value,
        open=ObjectionState.OPEN.value,
        answer=answer,
        staff=staff_id,
        now=now,
    )
    if not closed:
        raise ObjectionAlreadyDecided


def _some(found: ObjectionView | None) -> ObjectionView:
    if found is None:
        raise NotFound
    return found
