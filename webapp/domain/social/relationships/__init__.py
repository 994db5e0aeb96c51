"""Relationships and trust: where each shopkeeper and each consumer stand, why, and what each share costs.

Events in, pure rules, derivation from the events alone, an explanation for every number.
"""

from webapp.domain.social.relationships.kinds import ACTS, FILE_KINDS, LADDER, EventKind, Stage
from webapp.domain.social.relationships.parameters import Parameters, parameters
from webapp.domain.social.relationships.service import Telling, ability_of, derive, events_of, strike, tell

__all__ = [
    "ACTS",
    "FILE_KINDS",
    "LADDER",
    "EventKind",
    "Parameters",
    "Stage",
    "Telling",
    "ability_of",
    "derive",
    "events_of",
    "parameters",
    "strike",
    "tell",
]
