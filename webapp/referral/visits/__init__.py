"""Who opened what through whom: visits, touches, visitors, and forwards from hand to hand."""

from webapp.referral.visits import staff_queries
from webapp.referral.visits.facts import VisitorLinked
from webapp.referral.visits.queries.forwards import ForwardNode, forward_tree
from webapp.referral.visits.queries.opening import resolve_open_token, resolve_token
from webapp.referral.visits.queries.visits import (
    VisitView,
    aliases_of_visits,
    person_of_visitor,
    share_counts,
    visitors_of_visits,
    visits_of,
)
from webapp.referral.visits.service.spool import batches, take_files
from webapp.referral.visits.service.visits import (
    VisitRecorded,
    ingest_lines,
    link_visitor,
    link_visitor_of_absorbed,
    new_visit,
    purge_visits,
    spool_visit,
    visitor_of_person,
    write_visit,
)

__all__ = [
    "ForwardNode",
    "VisitRecorded",
    "VisitView",
    "VisitorLinked",
    "aliases_of_visits",
    "batches",
    "forward_tree",
    "ingest_lines",
    "link_visitor",
    "link_visitor_of_absorbed",
    "new_visit",
    "person_of_visitor",
    "purge_visits",
    "resolve_open_token",
    "resolve_token",
    "share_counts",
    "spool_visit",
    "staff_queries",
    "take_files",
    "visitor_of_person",
    "visitors_of_visits",
    "visits_of",
    "write_visit",
]
