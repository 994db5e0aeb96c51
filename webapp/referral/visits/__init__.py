"""Who opened what through whom: visits, touches, visitors, and forwards from hand to hand."""

from webapp.referral.visits import staff_queries
from webapp.referral.visits.queries.forwards import ForwardNode, forward_tree, grow
from webapp.referral.visits.queries.opening import look_up, resolve
from webapp.referral.visits.queries.visits import (
    VisitView,
    forward_path,
    person_of_visitor,
    share_counts,
    visit,
    visits_of,
)
from webapp.referral.visits.service import spool, visits
from webapp.referral.visits.service.spool import portions, take
from webapp.referral.visits.service.visits import (
    NotAVisit,
    VisitRecorded,
    describe,
    forget_visits,
    link_visitor,
    spool_visit,
    take_in,
    visitor_of_person,
    write_visit,
)

__all__ = [
    "ForwardNode",
    "NotAVisit",
    "VisitRecorded",
    "VisitView",
    "describe",
    "forget_visits",
    "forward_path",
    "forward_tree",
    "grow",
    "link_visitor",
    "look_up",
    "person_of_visitor",
    "portions",
    "resolve",
    "share_counts",
    "spool",
    "spool_visit",
    "staff_queries",
    "take",
    "take_in",
    "visit",
    "visitor_of_person",
    "visits",
    "visits_of",
    "write_visit",
]
