"""Visits as staff count them."""

from datetime import datetime

from webapp.kernel.db import row, rows


def visit_figures(since: datetime, until: datetime) -> dict[str, int]:
    """Visits and touches from a moment to before another."""
    found = row(
        """SELECT (SELECT count(*) FROM visit WHERE at >= :since AND at < :until) AS visits,
                  (SELECT count(*) FROM touch WHERE at >= :since AND at < :until) AS touches""",
        since=since,
        until=until,
    )
    return dict(found) if found else {}


def daily_visits(since: datetime) -> dict[str, int]:
    """Visits by Shanghai day."""
    found = rows(
        """SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, count(*)::int AS visits
           FROM visit WHERE at >= :since GROUP BY day""",
        since=since,
    )
    return {each["day"]: each["visits"] for each in found}


def reach_of(shopkeeper_id: int) -> dict[str, int]:
    """How many shares a shopkeeper made, and how many visits and visitors they brought."""
    found = row(
        """SELECT (SELECT count(*) FROM share WHERE shopkeeper_id = :id) AS shares, count(*) AS visits,
                  count(DISTINCT visitor_id) AS visitors FROM visit WHERE shopkeeper_id = :id""",
        id=shopkeeper_id,
    )
    return dict(found) if found else {}
