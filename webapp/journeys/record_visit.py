"""A page was really seen, as its link says: find what it opens, and remember the visit."""

from webapp.journeys.open_share import open_share
from webapp.referral.visits import VisitRecorded
from webapp.referral.visits.flows.record_visit import record_visit_of


def record_visit(token: str, visitor_id: int, *, source: str, visit_ref: int | None = None) -> VisitRecorded:
    """Record a visit of an open share. Repeating with the same `visit_ref` records it once."""
    return record_visit_of(open_share(token), visitor_id, source=source, visit_ref=visit_ref)
