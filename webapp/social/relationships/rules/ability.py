"""How able a shopkeeper has shown to be at serving people: from what went well of what there was to do; pure.

Ability softens what an ignored share costs, never what a complaint costs. It stays neutral (0.5) until something is
known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.social.relationships.kinds import Skill
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import NEUTRAL_ABILITY


@dataclass(frozen=True, slots=True)
class SkillOutcome:
    """How often it went well, of how often it was asked for, lately."""

    skill: Skill
    good: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.good <= self.total:
            raise ValueError("what went well is a part of all there was")


def skill_value(practice: SkillOutcome, p: Parameters) -> float:
    """One skill between 0 and 1: the share that went well, drawn towards neutral while there is little of it."""
    return (practice.good + p.ability_prior * NEUTRAL_ABILITY) / (practice.total + p.ability_prior)


def ability_of_outcomes(practices: Iterable[SkillOutcome], p: Parameters) -> float:
    """The mean over the skills of which anything is known; neutral when nothing is."""
    values = [skill_value(each, p) for each in practices if each.total > 0]
    return sum(values) / len(values) if values else NEUTRAL_ABILITY
