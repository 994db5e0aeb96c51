"""Relationships and trust: where each shopkeeper and each consumer stand, why, and what each share costs.

Events in, pure rules, derivation from the events alone, an explanation for every number.
"""

from webapp.domain.social.relationships.advice import About, Instead, Reason, ShareAdvice, advise
from webapp.domain.social.relationships.kinds import ACTS, FILE_KINDS, LADDER, EventKind, Stage
from webapp.domain.social.relationships.onward import Lacking, Onward, Step, next_step, onward
from webapp.domain.social.relationships.parameters import Parameters, parameters
from webapp.domain.social.relationships.queries import (
    NoSuchCustomer,
    Pair,
    Rung,
    StoryLine,
    funnel,
    held_about,
    pair_for,
    pairs_among,
    pairs_of,
    story,
)
from webapp.domain.social.relationships.service import (
    Telling,
    ability_of,
    derive,
    derive_alone,
    events_of,
    strike,
    tell,
)

__all__ = [
    "ACTS",
    "FILE_KINDS",
    "LADDER",
    "About",
    "EventKind",
    "Instead",
    "Lacking",
    "NoSuchCustomer",
    "Onward",
    "Pair",
    "Parameters",
    "Reason",
    "Rung",
    "ShareAdvice",
    "Stage",
    "Step",
    "StoryLine",
    "Telling",
    "ability_of",
    "advise",
    "derive",
    "derive_alone",
    "events_of",
    "funnel",
    "held_about",
    "next_step",
    "onward",
    "pair_for",
    "pairs_among",
    "pairs_of",
    "parameters",
    "story",
    "strike",
    "tell",
]
