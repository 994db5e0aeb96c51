"""Who is credited with an order: one decision for each attempt, kept with its reasons."""

from webapp.referral.attribution import staff_queries
from webapp.referral.attribution.kinds import Outcome
from webapp.referral.attribution.queries import attribution_of, credited_forwarders
from webapp.referral.attribution.service import OrderPage, attribute

__all__ = [
    "OrderPage",
    "Outcome",
    "attribute",
    "attribution_of",
    "credited_forwarders",
    "staff_queries",
]
