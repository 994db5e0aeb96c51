"""Visits: what was really seen, by which visitor, through whose forward; and the touches they add up to."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from webapp.kernel.db import execute, session
from webapp.kernel.errors import Invalid
from webapp.kernel.facts import happened
from webapp.kernel.settings import settings
from webapp.people.identity import PeopleMerged
from webapp.referral.shares import ResolvedShare, forward_token, is_forward, new_visit_ref
from webapp.referral.visits.facts import VisitorLinked
from webapp.referral.visits.service.spool import SpooledVisit, append, whole_lines

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """A visit that will not be lost, and the token its visitor forwards."""

    visit_ref: int
    forward_token: str


class NotAVisit(Invalid):
    """This visit's number was not made here."""


def new_visit(
    opened: ResolvedShare, visitor_id: int, *, source: str, at: datetime, ref: int | None = None
) -> SpooledVisit:
    """The visit of somebody who opened a share.

    Who opens their own forward has only refreshed the page: the visit hangs where their first one does, so that a
    refresh neither lengthens the chain nor counts another touch.
    """
    if ref is not None and not is_forward(ref):
        raise NotAVisit
    parent = opened.via_visit_ref
    if opened.forwarded_by is not None and opened.forwarded_by.visitor_id == visitor_id:
        parent = opened.forwarded_by.parent_ref
    return SpooledVisit(
        ref=new_visit_ref() if ref is None else ref,
        share_id=opened.share_id,
        shopkeeper_id=opened.shopkeeper_id,
        parent_ref=parent,
        visitor_id=visitor_id,
        token_ref=opened.ref if parent is None else parent,
        source=source,
        at=at,
    )


def forward_token_of(opened: ResolvedShare, visit: SpooledVisit) -> str:
    """What this visitor forwards: their first visit's token while they refresh, so their address bar stays put."""
    if opened.forwarded_by is not None and opened.forwarded_by.visitor_id == visit.visitor_id:
        return forward_token(opened.forwarded_by.visit_ref)
    return forward_token(visit.ref)


def spool_visit(opened: ResolvedShare, visit: SpooledVisit) -> VisitRecorded:
    """Record a visit in microseconds; the database learns of it in bulk."""
    append(visit)
    return VisitRecorded(visit.ref, forward_token_of(opened, visit))


_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS arriving_visit (
    ref bigint, share_id bigint, shopkeeper_id bigint, parent_ref bigint, visitor_id bigint, token_ref bigint,
    source text, at timestamptz
) ON COMMIT DELETE ROWS
"""
# Replaying a file is harmless: a visit is known by its own ref, a touch by (visitor, token, window).
_TAKE_IN = """
WITH arrived AS (
    INSERT INTO visit (ref, share_id, shopkeeper_id, parent_ref, visitor_id, source, at)
    SELECT ref, share_id, shopkeeper_id, parent_ref, visitor_id, source, at FROM arriving_visit ORDER BY ref
    ON CONFLICT (ref) DO NOTHING RETURNING 1
), touched AS (
    INSERT INTO touch (visitor_id, token_ref, window_number, visit_ref, share_id, shopkeeper_id, at)
    SELECT DISTINCT ON (visitor_id, token_ref, window_number)
           visitor_id, token_ref, window_number, ref, share_id, shopkeeper_id, at
    FROM (SELECT *, floor(extract(epoch FROM at) / %(window)s)::bigint AS window_number FROM arriving_visit) v
    ORDER BY visitor_id, token_ref, window_number, at DESC, ref
    ON CONFLICT (visitor_id, token_ref, window_number) DO UPDATE SET at = excluded.at, visit_ref = excluded.visit_ref
    WHERE touch.at < excluded.at
)
SELECT count(*) FROM arrived
"""
_INGESTING = 0x6775616E7869  # one at a time, so that two ingesters of one file do not do the work twice


def ingest_lines(content: bytes) -> tuple[int, int]:
    """Write spooled lines into the database inside the open transaction; returns (new visits, damaged lines)."""
    good, bad = whole_lines(content)
    for line in bad:
        # Not the line itself: it holds the number of somebody's browser.
        log.warning("a damaged line of %d bytes in the spool of visits was left out", len(line))
    if not good:
        return 0, len(bad)
    driver = cast(Any, session().connection().connection.driver_connection)
    driver.execute("SELECT pg_advisory_xact_lock(%(ingesting)s)", {"ingesting": _INGESTING})
    driver.execute(_STAGE)
    with driver.cursor().copy("COPY arriving_visit FROM STDIN") as copy:
        copy.write(good)
    found = driver.execute(_TAKE_IN, {"window": settings().touch_window_seconds}).fetchone()
    return int(found[0]), len(bad)


_WRITE = """
WITH seen AS (
    INSERT INTO visit (ref, share_id, shopkeeper_id, parent_ref, visitor_id, source, at)
    VALUES (:ref, :share_id, :shopkeeper_id, :parent_ref, :visitor_id, :source, :at) ON CONFLICT (ref) DO NOTHING
)
INSERT INTO touch (visitor_id, token_ref, window_number, visit_ref, share_id, shopkeeper_id, at)
VALUES (:visitor_id, :token_ref, floor(extract(epoch FROM CAST(:at AS timestamptz)) / :window)::bigint,
        :ref, :share_id, :shopkeeper_id, :at)
ON CONFLICT (visitor_id, token_ref, window_number) DO UPDATE SET at = excluded.at, visit_ref = excluded.visit_ref
WHERE touch.at < excluded.at
"""


def write_visit(visit: SpooledVisit) -> None:
    """Write one visit at once, for an order that stands on it."""
    execute(
        _WRITE,
        ref=visit.ref,
        share_id=visit.share_id,
        shopkeeper_id=visit.shopkeeper_id,
        parent_ref=visit.parent_ref,
        visitor_id=visit.visitor_id,
        token_ref=visit.token_ref,
        source=visit.source,
        at=visit.at,
        window=settings().touch_window_seconds,
    )


def link_visitor(visitor_id: int, person_id: int, *, now: datetime) -> None:
    """Remember whose browser this is; a browser that changes hands belongs to whoever logged in last."""
    linked = execute(
        """INSERT INTO visitor (id, person_id, linked_at) VALUES (:visitor, :person, :now)
           ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, linked_at = excluded.linked_at
           WHERE visitor.person_id <> excluded.person_id""",
        visitor=visitor_id,
        person=person_id,
        now=now,
    )
    if linked:
        happened(VisitorLinked(visitor_id=visitor_id, person_id=person_id, linked_at=now))


def link_visitor_of_absorbed(merged: PeopleMerged) -> None:
    """Looks in the mini-program of somebody absorbed are the one person's, or who brought them would lose the sale."""
    link_visitor(visitor_of_person(merged.absorbed_id), merged.kept_id, now=merged.merged_at)


def visitor_of_person(person_id: int) -> int:
    """The visitor a logged-in person is in the mini-program: stable, and no number a browser is given by chance."""
    return -person_id


def purge_visits(before: datetime, *, limit: int) -> int:
    """Remove at most `limit` visits, and touches and known browsers as old; returns how many visits went."""
    execute("DELETE FROM touch WHERE at < :before", before=before)
    execute("DELETE FROM visitor WHERE linked_at < :before", before=before)
    return execute(
        "DELETE FROM visit WHERE ref IN (SELECT ref FROM visit WHERE at < :before LIMIT :limit)",
        before=before,
        limit=limit,
    )
