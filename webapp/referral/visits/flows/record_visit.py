"""A page was really seen: remember it, and hand out the visitor's own forward."""

from webapp.kernel import clock
from webapp.referral import shares, visits


def record_visit_of(
    opened: shares.ResolvedShare, visitor_id: int, *, source: str, visit_ref: int | None = None
) -> visits.VisitRecorded:
    """Record a visit of a share that was looked up a moment ago, repeatable by `visit_ref`; touches no database."""
    now = clock.now()
    opened.require_open(now)
    visit = visits.new_visit(opened, visitor_id, source=source, at=now, ref=visit_ref)
    return visits.spool_visit(opened, visit)
