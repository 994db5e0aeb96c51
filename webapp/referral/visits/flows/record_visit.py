"""A page was really seen: remember it, and hand out the visitor's own forward."""

from webapp.kernel import clock
from webapp.referral import shares, visits
from webapp.referral.visits.flows.open_share import open_share


def record_visit(token: str, visitor_id: int, *, source: str, visit_ref: int | None = None) -> visits.VisitRecorded:
    """Record a visit of an open share. Repeating with the same `visit_ref` records it once."""
    return record_visit_of(open_share(token), visitor_id, source=source, visit_ref=visit_ref)


def record_visit_of(
    opened: shares.ResolvedShare, visitor_id: int, *, source: str, visit_ref: int | None = None
) -> visits.VisitRecorded:
    """The same for a share that was looked up a moment ago; touches no database."""
    now = clock.now()
    opened.require_open(now)
    visit = visits.new_visit(opened, visitor_id, source=source, at=now, ref=visit_ref)
    return visits.spool_visit(opened, visit)
