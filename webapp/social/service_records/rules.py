"""From counts to skills, and to what consumers are told; pure."""

from dataclasses import dataclass

from webapp.social.relationships import Skill, SkillOutcome
from webapp.social.service_records.facts import Signals

MIN_TO_SHOW = 3
"""Below this many cases nothing is said: one lucky case is no signal, one unlucky case no verdict."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceFigures:
    """How one shop has served people lately: counts of what really happened, medians in seconds."""

    shopkeeper_id: int
    sales: int = 0
    """Paid and not refunded."""
    asked: int = 0
    answered: int = 0
    answer_seconds: int | None = None
    complaints: int = 0
    """Answered, or left beyond their term: what is taken back before either says nothing."""
    in_time: int = 0
    upheld: int = 0
    """Of those answered in time."""
    returns: int = 0
    return_seconds: int | None = None
    rated: int = 0
    satisfied: int = 0


def skill_outcomes(record: ServiceFigures) -> list[SkillOutcome]:
    """What ability is reckoned from. A complaint went well when it was answered in time and not upheld."""
    return [
        SkillOutcome(Skill.ANSWERING, record.answered, record.asked),
        SkillOutcome(Skill.AFTER_SALE, record.in_time - record.upheld, record.complaints),
        SkillOutcome(Skill.SATISFACTION, record.satisfied, record.rated),
    ]


def signals(record: ServiceFigures | None) -> Signals:
    """What consumers are told; every number is from real orders, questions and refunds."""
    if record is None:
        return Signals(sales=None, answer_seconds=None, returns=None, return_seconds=None, satisfied_percent=None)
    answers = record.answered >= MIN_TO_SHOW
    return Signals(
        sales=record.sales if record.sales >= MIN_TO_SHOW else None,
        answer_seconds=record.answer_seconds if answers else None,
        returns=record.returns if record.returns >= MIN_TO_SHOW else None,
        return_seconds=record.return_seconds if record.returns >= MIN_TO_SHOW else None,
        satisfied_percent=100 * record.satisfied // record.rated if record.rated >= MIN_TO_SHOW else None,
    )
