"""Serving people well makes shares cheaper; nobody is judged on nothing, or on one lucky case."""

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Keeper
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import relationships, service_records
from webapp.social.relationships import Skill, SkillOutcome, ability_of_outcomes, skill_value
from webapp.social.relationships.rules.parameters import DEFAULTS
from webapp.social.relationships.service import events
from webapp.social.service_records import ServiceFigures, Signals, rules, service

COUNTS = st.integers(0, 200).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def practice(good: int, total: int, skill: Skill = Skill.ANSWERING) -> SkillOutcome:
    return SkillOutcome(skill, good, total)


def test_who_did_nothing_yet_is_neutral() -> None:
    assert ability_of_outcomes([], DEFAULTS) == 0.5
    assert ability_of_outcomes([practice(0, 0)], DEFAULTS) == 0.5


def test_one_lucky_answer_says_less_than_forty_good_ones() -> None:
    once, often = skill_value(practice(1, 1), DEFAULTS), skill_value(practice(40, 40), DEFAULTS)
    assert (once, often) == (pytest.approx(3 / 5), pytest.approx(42 / 44))


def test_a_skill_of_which_nothing_is_known_does_not_count() -> None:
    known = practice(9, 10)
    assert ability_of_outcomes([known, practice(0, 0, Skill.AFTER_SALE)], DEFAULTS) == skill_value(known, DEFAULTS)


@given(COUNTS)
def test_ability_lies_between_nothing_and_everything_and_one_more_good_case_never_lowers_it(
    counts: tuple[int, int],
) -> None:
    good, total = counts
    before = ability_of_outcomes([practice(good, total)], DEFAULTS)
    assert 0 < before < 1
    assert ability_of_outcomes([practice(good + 1, total + 1)], DEFAULTS) >= before
    assert ability_of_outcomes([practice(good, total + 1)], DEFAULTS) <= before


def test_more_cannot_go_well_than_there_was() -> None:
    with pytest.raises(ValueError, match="part"):
        practice(2, 1)


def test_what_is_counted_is_kept_and_counted_again(app: APIFlask, ada: Keeper) -> None:
    assert service.service_record_of(ada.id) is None
    counted = ServiceFigures(
        shopkeeper_id=ada.id, sales=12, asked=10, answered=9, answer_seconds=1_800, rated=4, satisfied=4
    )
    with transaction():
        service.save_service_records([ServiceFigures(shopkeeper_id=ada.id, asked=1)], now=clock.now())
        service.save_service_records([counted], now=clock.now())
        events.save_abilities({ada.id: ability_of_outcomes(rules.skill_outcomes(counted), DEFAULTS)}, now=clock.now())
    assert service.service_record_of(ada.id) == counted
    assert relationships.ability_of(ada.id) == pytest.approx((11 / 14 + 6 / 8) / 2)


def test_a_late_or_upheld_complaint_is_no_good_service() -> None:
    record = ServiceFigures(shopkeeper_id=1, complaints=4, in_time=3, upheld=1)
    assert rules.skill_outcomes(record)[1] == practice(2, 4, Skill.AFTER_SALE)


def test_consumers_are_told_nothing_on_the_ground_of_one_or_two_cases() -> None:
    nothing = Signals(sales=None, answer_seconds=None, returns=None, return_seconds=None, satisfied_percent=None)
    assert service_records.signals(None) == nothing
    few = ServiceFigures(
        shopkeeper_id=1, sales=2, asked=2, answered=2, answer_seconds=60, returns=2, rated=2, satisfied=2
    )
    assert service_records.signals(few) == nothing
    some = ServiceFigures(shopkeeper_id=1, sales=3, asked=3, answered=3, answer_seconds=60, rated=3, satisfied=2)
    told = service_records.signals(some)
    assert (told.sales, told.answer_seconds, told.returns, told.satisfied_percent) == (3, 60, None, 66)
