"""Relationships and trust: where each shopkeeper and each consumer stand, why, and what each share costs.

Events in, pure rules, derivation from the events alone, an explanation for every number.
"""

from webapp.domain.social.relationships.ability import Practice, Skill, ability_from, value_of
from webapp.domain.social.relationships.advice import About, Instead, Reason, ShareAdvice, advise
from webapp.domain.social.relationships.choices import OwnShop
from webapp.domain.social.relationships.course import Point, course
from webapp.domain.social.relationships.exchange import Exchange, exchanged
from webapp.domain.social.relationships.held import Held, held_by, shops_that_know
from webapp.domain.social.relationships.kinds import ACTS, FILE_KINDS, LADDER, EventKind, Stage
from webapp.domain.social.relationships.onward import Lacking, Onward, onward
from webapp.domain.social.relationships.parameters import Parameters, parameters
from webapp.domain.social.relationships.queries import (
    NoSuchCustomer,
    Pair,
    Rung,
    Standing,
    funnel,
    held_about,
    pair_for,
    pairs_among,
    pairs_of,
    standing_of,
)
from webapp.domain.social.relationships.service import (
    PURPOSE,
    Foreseen,
    Telling,
    ability_of,
    derive,
    derive_alone,
    events_of,
    foresee,
    keep_abilities,
    strike,
    strike_told,
    tell,
    tell_blocks_again,
)
from webapp.domain.social.relationships.steps import Known, NextStep, Step, Why, next_step
from webapp.domain.social.relationships.stories import Contested, StoryLine, story
from webapp.domain.social.relationships.trust import softening

__all__ = [
    "ACTS",
    "FILE_KINDS",
    "LADDER",
    "PURPOSE",
    "About",
    "Contested",
    "EventKind",
    "Exchange",
    "Foreseen",
    "Held",
    "Instead",
    "Known",
    "Lacking",
    "NextStep",
    "NoSuchCustomer",
    "Onward",
    "OwnShop",
    "Pair",
    "Parameters",
    "Point",
    "Practice",
    "Reason",
    "Rung",
    "ShareAdvice",
    "Skill",
    "Stage",
    "Standing",
    "Step",
    "StoryLine",
    "Telling",
    "Why",
    "ability_from",
    "ability_of",
    "advise",
    "course",
    "derive",
    "derive_alone",
    "events_of",
    "exchanged",
    "foresee",
    "funnel",
    "held_about",
    "held_by",
    "keep_abilities",
    "next_step",
    "onward",
    "pair_for",
    "pairs_among",
    "pairs_of",
    "parameters",
    "shops_that_know",
    "softening",
    "standing_of",
    "story",
    "strike",
    "strike_told",
    "tell",
    "tell_blocks_again",
    "value_of",
]
