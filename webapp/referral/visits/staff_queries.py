"""Visits as staff count them."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitFigures:
    """How much was looked at in a time."""

    visits: int
    touches: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopReach:
    """How many shares a shopkeeper made, and how many visits and visitors they brought."""

    shares: int
    visits: int
    visitors: int


@dataclass(frozen=True, slots=True)
class _VisitDay:
    day: str
    visits: int


def visit_figures(since: datetime, until: datetime) -> VisitFigures:
    """Visits and touches from a moment to before another."""
    (found,) = rows(
        VisitFigures,
        """SELECT (SELECT count(*) FROM visit WHERE at >= :since AND at < :until) AS visits,
                  (SELECT count(*) FROM touch WHERE at >= :since AND at < :until) AS touches""",
        since=since,
        until=until,
    )
    return found


def daily_visits(since: datetime) -> dict[str, int]:
    """Visits by Shanghai day."""
    found = rows(
        _VisitDay,
        """SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, count(*)::int AS visits
           FROM visit WHERE at >= :since GROUP BY day""",
        since=since,
    )
    return {each.day: each.visits for each in found}


def reach_of(shopkeeper_id: int) -> ShopReach:
    """What a shopkeeper's shares brought so far."""
    (found,) = rows(
        ShopReach,
        """SELECT (SELECT count(*) FROM share WHERE shopkeeper_id = :id) AS shares, count(*) AS visits,
                  count(DISTINCT visitor_id) AS visitors FROM visit WHERE shopkeeper_id = :id""",
        id=shopkeeper_id,
    )
    return found
