"""How well a shopkeeper and a consumer know each other, and how much trust there is: an account of events."""

from webapp.social.relationships import kinds
from webapp.social.relationships.kinds import EventKind, Stage
from webapp.social.relationships.queries.held import Held, held_by, shops_that_know
from webapp.social.relationships.queries.pairs import (
    NoSuchCustomer,
    Pair,
    Rung,
    funnel,
    held_about,
    pair_for,
    pairs_among,
    pairs_of,
    standing_of,
)
from webapp.social.relationships.rules import at_once, eigentrust, log_file, stages, trust
from webapp.social.relationships.rules.ability import Practice, Skill, ability_from, value_of
from webapp.social.relationships.rules.course import MOST_STEPS, course
from webapp.social.relationships.rules.courses import Log
from webapp.social.relationships.rules.eigentrust import Opinion
from webapp.social.relationships.rules.exchange import Exchange, exchanged
from webapp.social.relationships.rules.log_file import Analysis, BadLog, PairFound
from webapp.social.relationships.rules.onward import Lacking, Onward, onward
from webapp.social.relationships.rules.parameters import (
    BOUNDS,
    DEFAULTS,
    Parameters,
    check_parameters,
    parameters,
    parse,
)
from webapp.social.relationships.rules.parcels import order_by, pair_keys, parcels, places
from webapp.social.relationships.rules.steps import Known, NextStep, Step, Why, next_step
from webapp.social.relationships.rules.stories import Contested, StoryLine, story
from webapp.social.relationships.rules.trust import Happened, account, softening
from webapp.social.relationships.service import audience, choices, contests, events, openings, recompute, scores
from webapp.social.relationships.service.advice import About, Instead, Reason, ShareAdvice, advise
from webapp.social.relationships.service.audience import (
    AudienceHeldBack,
    AudienceTooLarge,
    NotYourCustomers,
    Recipient,
    check_audience,
)
from webapp.social.relationships.service.choices import Choice, OwnShop, choices_of, keep_choice, lock_choice
from webapp.social.relationships.service.contests import AlreadyContested, ContestView
from webapp.social.relationships.service.events import (
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
from webapp.social.relationships.service.openings import MADE_GOOD

__all__ = [
    "BOUNDS",
    "DEFAULTS",
    "MADE_GOOD",
    "MOST_STEPS",
    "PURPOSE",
    "About",
    "AlreadyContested",
    "Analysis",
    "AudienceHeldBack",
    "AudienceTooLarge",
    "BadLog",
    "Choice",
    "ContestView",
    "Contested",
    "EventKind",
    "Exchange",
    "Foreseen",
    "Happened",
    "Held",
    "Instead",
    "Known",
    "Lacking",
    "Log",
    "NextStep",
    "NoSuchCustomer",
    "NotYourCustomers",
    "Onward",
    "Opinion",
    "OwnShop",
    "Pair",
    "PairFound",
    "Parameters",
    "Practice",
    "Reason",
    "Recipient",
    "Rung",
    "ShareAdvice",
    "Skill",
    "Stage",
    "Step",
    "StoryLine",
    "Telling",
    "Why",
    "ability_from",
    "ability_of",
    "account",
    "advise",
    "at_once",
    "audience",
    "check_audience",
    "check_parameters",
    "choices",
    "choices_of",
    "contests",
    "course",
    "derive",
    "derive_alone",
    "eigentrust",
    "events",
    "events_of",
    "exchanged",
    "foresee",
    "funnel",
    "held_about",
    "held_by",
    "keep_abilities",
    "keep_choice",
    "kinds",
    "lock_choice",
    "log_file",
    "next_step",
    "onward",
    "openings",
    "order_by",
    "pair_for",
    "pair_keys",
    "pairs_among",
    "pairs_of",
    "parameters",
    "parcels",
    "parse",
    "places",
    "recompute",
    "scores",
    "shops_that_know",
    "softening",
    "stages",
    "standing_of",
    "story",
    "strike",
    "strike_told",
    "tell",
    "tell_blocks_again",
    "trust",
    "value_of",
]
