"""Openings of shares by people we know, as the touches say; finding them costs the share pages nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.referral.visits import VisitorLinked
from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.service.events import EventReport, record_event, void_event
from webapp.social.relationships.service.share_audience import Recipient, lock_recipients, save_outcome

MAX_AT_ONCE = 20
OPENED_IN_TIME = "opened_in_time"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareOpening:
    """One counted touch of somebody known."""

    touch_id: int
    share_id: int
    shopkeeper_id: int
    person_id: int
    at: datetime


# A visitor is known when linked, or as the mini-program's visitor, which is minus the person's id. A shopkeeper's own
# openings say nothing about anybody else.
_UNTOLD = """
SELECT touch.id AS touch_id, touch.share_id, touch.shopkeeper_id, known.person_id, touch.at
FROM touch
     CROSS JOIN LATERAL (
         SELECT COALESCE((SELECT person_id FROM visitor WHERE id = touch.visitor_id),
                         CASE WHEN touch.visitor_id < 0 THEN -touch.visitor_id END) AS person_id
     ) AS known
     JOIN shopkeeper AS keeper ON keeper.id = touch.shopkeeper_id AND keeper.person_id <> known.person_id
WHERE NOT EXISTS (
    SELECT FROM relationship_event AS event
    WHERE event.shopkeeper_id = touch.shopkeeper_id AND event.person_id = known.person_id AND kind = :opened
      AND source = 'touch:' || touch.id
)
"""
_BROWSERS = "ARRAY[-CAST({0} AS bigint)] || ARRAY(SELECT id FROM visitor WHERE person_id = {0})"


def newest_touch() -> int:
    """The highest number of a touch so far."""
    return row(int, "SELECT max(id) FROM touch") or 0


def unrecorded_openings_between(after: int, until: int, *, limit: int) -> list[ShareOpening]:
    """Openings nobody has told of yet, among the touches with these numbers."""
    return rows(
        ShareOpening,
        _UNTOLD + " AND touch.id > :after AND touch.id <= :until ORDER BY touch.id LIMIT :limit",
        after=after,
        until=until,
        opened=int(EventKind.SHARE_OPENED),
        limit=limit,
    )


def unrecorded_openings_of(person_id: int, *, limit: int) -> list[ShareOpening]:
    """The newest openings of one person nobody has told of yet."""
    return rows(
        ShareOpening,
        f"{_UNTOLD} AND touch.visitor_id = ANY({_BROWSERS.format(':person')}) ORDER BY touch.at DESC LIMIT :limit",
        person=person_id,
        opened=int(EventKind.SHARE_OPENED),
        limit=limit,
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    share_id: int
    person_id: int


def opened_in_time(recipients: Sequence[Recipient]) -> set[tuple[int, int]]:
    """Those who did open what was meant for them before their time was over, by (share, person)."""
    found = rows(
        _Opened,
        f"""SELECT meant.share_id, meant.person_id
            FROM unnest(CAST(:shares AS bigint[]), CAST(:people AS bigint[]), CAST(:due AS timestamptz[]))
                 AS meant (share_id, person_id, due_at)
            WHERE EXISTS (SELECT FROM touch WHERE touch.share_id = meant.share_id AND touch.at <= meant.due_at
                          AND touch.visitor_id = ANY({_BROWSERS.format("meant.person_id")}))""",  # noqa: S608 - no input
        shares=[one.share_id for one in recipients],
        people=[one.person_id for one in recipients],
        due=[one.due_at for one in recipients],
    )
    return {(each.share_id, each.person_id) for each in found}


def record_openings(openings: Sequence[ShareOpening], *, now: datetime) -> int:
    """Tell of these inside the open transaction; returns how many were news.

    Who was counted as having ignored a share, and turns out to have opened it in time, is no longer held to it. Whom a
    share was meant for is locked before any pair, and the pairs in one order, as whoever counts the ignored does.
    """
    meant = lock_recipients([each.share_id for each in openings], [each.person_id for each in openings])
    in_time = [
        one
        for each in openings
        if (one := meant.get((each.share_id, each.person_id))) and one.outcome != "opened" and each.at <= one.due_at
    ]
    if in_time:
        save_outcome(in_time, "opened")
    wronged = {(one.share_id, one.person_id) for one in in_time if one.outcome == "ignored"}
    told = 0
    for each in sorted(openings, key=lambda one: (one.shopkeeper_id, one.person_id, one.at, one.touch_id)):
        told += record_event(_telling(each), now=now)
        if (each.share_id, each.person_id) in wronged:
            _make_good(each, now)
    return told


def record_openings_of_visitor(linked: VisitorLinked) -> None:
    """Somebody has just become known: tell of what they opened before, the newest at least."""
    openings = unrecorded_openings_of(linked.person_id, limit=MAX_AT_ONCE)
    record_openings(openings, now=linked.linked_at)


def _telling(opening: ShareOpening) -> EventReport:
    return EventReport(
        shopkeeper_id=opening.shopkeeper_id,
        person_id=opening.person_id,
        kind=EventKind.SHARE_OPENED,
        source=f"touch:{opening.touch_id}",
        at=opening.at,
    )


def _make_good(opening: ShareOpening, now: datetime) -> None:
    event_id = row(
        int,
        """SELECT id FROM relationship_event
           WHERE shopkeeper_id = :shopkeeper AND person_id = :person AND kind = :kind AND source = :source""",
        shopkeeper=opening.shopkeeper_id,
        person=opening.person_id,
        kind=int(EventKind.SHARE_IGNORED),
        source=f"share:{opening.share_id}",
    )
    if event_id is not None:
        void_event(event_id, opening.shopkeeper_id, opening.person_id, OPENED_IN_TIME, now=now)
