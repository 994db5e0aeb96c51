"""A page was really seen: remember it, and hand out the visitor's own forward."""

from webapp.domain import referral
from webapp.flows.open_share import open_share
from webapp.kernel import clock


def record_visit(token: str, visitor_id: int, *, source: str, visit_ref: int | None = None) -> referral.VisitRecorded:
    """Record a visit of an open share. Repeating with the same `visit_ref` records it once."""
    return record_visit_of(open_share(token), visitor_id, source=source, visit_ref=visit_ref)


def record_visit_of(
    opened: referral.OpenedShare, visitor_id: int, *, source: str, visit_ref: int | None = None
) -> referral.VisitRecorded:
    """The same for a share that was looked up a moment ago; touches no database."""
    now = clock.now()
    opened.require_open(now)
    visit = referral.describe(opened, visitor_id, source=source, at=now, ref=visit_ref)
    return referral.spool_visit(opened, visit)
