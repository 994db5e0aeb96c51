"""Being forgotten: the request, what it waits for, and what is left of a person afterwards: a number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import MetaData

from webapp.kernel import data_subject
from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import Conflict, NotFound
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.people.privacy.kinds import ErasureState

SECOND_SWEEP_AFTER = timedelta(hours=1)
"""Long enough for whatever was under way in another process at that moment to have ended."""


class NoOpenErasure(Conflict):
    """There is no request to be erased that could be taken back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasureView:
    """One request; `blocked_by` names the tables in which something is still under way."""

    id: int
    person_id: int
    channel: str
    state: ErasureState
    blocked_by: Sequence[str]
    rows_touched: Mapping[str, int]
    requested_at: datetime
    checked_at: datetime
    done_at: datetime | None
    swept_at: datetime | None


_REQUEST = """SELECT id, person_id, channel, state, blocked_by, rows_touched, requested_at, checked_at, done_at,
                     swept_at
              FROM erasure_request """


def latest_request(person_id: int) -> ErasureView | None:
    """What became of somebody's last request to be erased."""
    return row(ErasureView, _REQUEST + "WHERE person_id = :person ORDER BY id DESC LIMIT 1", person=person_id)


def add_request(person_id: int, channel: str, blocked_by: Sequence[str], *, now: datetime) -> int:
    """Write a request down; the open one's id when there is one already."""
    # The conflict names a partial index, whose predicate is a literal.
    made = row(
        int,
        """INSERT INTO erasure_request (person_id, channel, blocked_by, requested_at, checked_at)
           VALUES (:person, :channel, :waits, :now, :now)
           ON CONFLICT (person_id) WHERE state = 'waiting' DO UPDATE SET checked_at = erasure_request.checked_at
           RETURNING id""",
        person=person_id,
        channel=channel,
        waits=list(blocked_by),
        now=now,
    )
    assert made is not None  # noqa: S101 - an INSERT … RETURNING answers
    return made


def cancel_request(person_id: int) -> None:
    """End an open request without erasing anything; raises NothingToTakeBack."""
    if not execute(
        "UPDATE erasure_request SET state = :cancelled WHERE person_id = :p AND state = :waiting",
        p=person_id,
        cancelled=ErasureState.CANCELLED.value,
        waiting=ErasureState.WAITING.value,
    ):
        raise NoOpenErasure


def lock_request(request_id: int) -> ErasureView:
    """One request, and nobody else works on it before the open transaction ends; raises NotFound."""
    found = row(ErasureView, _REQUEST + "WHERE id = :id FOR UPDATE", id=request_id)
    if found is None:
        raise NotFound
    return found


def open_obligations(metadata: MetaData, person_id: int) -> list[str]:
    """The tables in which something of this person is still under way."""
    return [
        each.name for each in data_subject.personal_tables(metadata) if data_subject.blocks_erasure(each, person_id)
    ]


def lock_person(person_id: int) -> None:
    """Nothing new refers to this person before the open transaction ends: every foreign key waits."""
    execute("SELECT 1 FROM person WHERE id = :id FOR UPDATE", id=person_id)


def record_blockers(request_id: int, blocked_by: Sequence[str], *, now: datetime) -> None:
    """Write down what an erasure waits for."""
    execute(
        "UPDATE erasure_request SET blocked_by = :waits, checked_at = :now WHERE id = :id",
        id=request_id,
        waits=list(blocked_by),
        now=now,
    )


def allow_audit_redaction() -> None:
    """Let the audit log lose words until the open transaction ends; anything else it still refuses."""
    execute("SELECT set_config('guanxi.erasing', 'on', true)")


def mark_erased(person_id: int, *, now: datetime) -> None:
    """From now on this number stands for nobody."""
    execute("UPDATE person SET erased_at = coalesce(erased_at, :now) WHERE id = :id", id=person_id, now=now)


def finish(request: ErasureView, touched: Mapping[str, int], *, now: datetime) -> None:
    """Write down that it is done; the second time, that nothing came after it."""
    execute(
        """UPDATE erasure_request SET state = :done, blocked_by = '{}', checked_at = :now,
                  done_at = coalesce(done_at, :now), swept_at = CASE WHEN done_at IS NULL THEN NULL ELSE :now END,
                  rows_touched = CASE WHEN done_at IS NULL THEN CAST(:touched AS jsonb) ELSE rows_touched END
           WHERE id = :id""",
        id=request.id,
        done=ErasureState.DONE.value,
        touched=json.dumps(dict(touched)),
        now=now,
    )


def due_requests(now: datetime, *, limit: int) -> list[int]:
    """Requests that wait, the longest not looked at first, and those to be swept once more."""
    # What is not cancelled is a literal, so that the index of what is due answers.
    return rows(
        int,
        """SELECT id FROM erasure_request
           WHERE swept_at IS NULL AND state <> 'cancelled' AND (state = :waiting OR done_at <= :swept)
           ORDER BY checked_at LIMIT :limit""",
        swept=now - SECOND_SWEEP_AFTER,
        waiting=ErasureState.WAITING.value,
        limit=limit,
    )


def requests(*, state: str = "", cursor: str | None = None, limit: int = 50) -> Page[ErasureView]:
    """All requests, newest first."""
    after = decode(cursor, int)
    given = {"after": after and after[0], "state": state}
    conditions = {"after": "id < :after", "state": "state = :state"}
    found = rows(
        ErasureView,
        f"{_REQUEST} WHERE {where(conditions, given)} ORDER BY id DESC LIMIT :limit",
        **given,
        limit=limit + 1,
    )
    return page(found, limit, lambda request: (request.id,))
