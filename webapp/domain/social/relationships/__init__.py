"""Relationships and trust: where each shopkeeper and each consumer stand, why, and what each share costs.

Events in, pure rules, derivation from the events alone, an explanation for every number.
"""

from webapp.domain.social.relationships.advice import About, Instead, Reason, ShareAdvice, advise
from webapp.domain.social.relationships.choices import OwnShop
from webapp.domain.social.relationships.course import Point, course
from webapp.domain.social.relationships.held import Held, held_by, shops_that_know
from webapp.domain.social.relationships.kinds import ACTS, FILE_KINDS, LADDER, EventKind, Stage
from webapp.domain.social.relationships.onward import Lacking, Onward, Step, next_step, onward
from webapp.domain.social.relationships.parameters import Parameters, parameters
from webapp.domain.social.relationships.queries import (
    NoSuchCustomer,
    Pair,
    Rung,
    funnel,
    held_about,
    pair_for,
    pairs_among,
    pairs_of,
)
from webapp.domain.social.relationships.service import Telling, ability_of, derive, events_of, strike, tell
from webapp.domain.social.relationships.stories import Contested, StoryLine, story

__all__ = [
    "ACTS",
    "FILE_KINDS",
    "LADDER",
    "About",
    "Contested",
    "EventKind",
    "Held",
    "Instead",
    "Lacking",
    "NoSuchCustomer",
    "Onward",
    "OwnShop",
    "Pair",
    "Parameters",
    "Point",
    "Reason",
    "Rung",
    "ShareAdvice",
    "Stage",
    "Step",
    "StoryLine",
    "Telling",
    "ability_of",
    "advise",
    "course",
    "derive",
    "events_of",
    "funnel",
    "held_about",
    "held_by",
    "next_step",
    "onward",
    "pair_for",
    "pairs_among",
    "pairs_of",
    "parameters",
    "shops_that_know",
    "story",
    "strike",
    "tell",
]
