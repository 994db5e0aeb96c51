"""Who is credited with an order: one decision for each attempt, kept with its reasons."""

from webapp.referral.attribution import staff_queries
from webapp.referral.attribution.queries import attribution_of, people_thanked
from webapp.referral.attribution.rules import CHOICES, Decision, Policy, Tie, TouchSeen, decide
from webapp.referral.attribution.service import AttributionSnapshot, PageUsed, attribute

__all__ = [
    "CHOICES",
    "AttributionSnapshot",
    "Decision",
    "PageUsed",
    "Policy",
    "Tie",
    "TouchSeen",
    "attribute",
    "attribution_of",
    "decide",
    "people_thanked",
    "staff_queries",
]
