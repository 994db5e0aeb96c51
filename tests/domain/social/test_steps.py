"""The next best step rests on a fact, and the order of the facts is the rule."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.databases import NOON
from tests.domain.social.samples import BO
from webapp.domain.social.relationships import Known, NextStep, Pair, Stage, Step, Why, next_step
from webapp.domain.social.relationships.parameters import DEFAULTS
from webapp.faces.api.words.serving import step_words, why_words

DAY = timedelta(days=1)
NOTHING = Known()
ASKED = Known(question_at=NOON - 2 * DAY)
RECEIVED = Known(received_at=NOON - DAY)
TIRED = Known(ignored=2)
EVERYTHING = Known(question_at=NOON - DAY, received_at=NOON - DAY, ignored=3)

CASES = [
    ("blocked wants nothing at all", replace(BO, blocked=True), EVERYTHING, Step.RESPECT, Why.BLOCKED),
    ("muted is left in peace", replace(BO, muted=True), RECEIVED, Step.RESPECT, Why.MUTED),
    ("muted and asking is answered", replace(BO, muted=True), ASKED, Step.ANSWER, Why.QUESTION_OPEN),
    ("a question goes before everything else", replace(BO, mean=0.1), EVERYTHING, Step.ANSWER, Why.QUESTION_OPEN),
    ("low trust is healed first", replace(BO, mean=0.29), RECEIVED, Step.VALUE_CONTENT, Why.BELOW_GATE),
    ("at the gate is not below it", replace(BO, mean=0.30), NOTHING, Step.RECOMMEND, Why.KNOWS_YOU),
    ("a parcel is thanked for", BO, RECEIVED, Step.THANK, Why.PARCEL_RECEIVED),
    ("thanks go before tiredness", BO, replace(RECEIVED, ignored=5), Step.THANK, Why.PARCEL_RECEIVED),
    ("who leaves shares unopened is not pushed to", BO, TIRED, Step.VALUE_CONTENT, Why.IGNORED_LATELY),
    ("one unopened share says nothing", BO, Known(ignored=1), Step.RECOMMEND, Why.KNOWS_YOU),
    ("a stranger is told who you are", replace(BO, stage=Stage.STRANGER), NOTHING, Step.INTRODUCE, Why.NEVER_OPENED),
    ("an acquaintance gets no goods", replace(BO, stage=Stage.ACQUAINTANCE), NOTHING, Step.VALUE_CONTENT, Why.JUST_MET),
    ("who comes back is recommended to", BO, Known(visits=2), Step.RECOMMEND, Why.COMES_BACK),
    ("so is a friend", replace(BO, stage=Stage.FRIEND), NOTHING, Step.RECOMMEND, Why.BOUGHT_BEFORE),
    ("a partner is thanked", replace(BO, stage=Stage.PARTNER), NOTHING, Step.THANK, Why.STANDS_DEEP),
    (
        "who has gone quiet is greeted",
        replace(BO, stage=Stage.COOLING, last_act_at=NOON - 31 * DAY),
        NOTHING,
        Step.GREET,
        Why.QUIET,
    ),
    ("who cooled while coming lost trust", replace(BO, stage=Stage.COOLING), NOTHING, Step.GREET, Why.TRUST_FELL),
]


@pytest.mark.parametrize(
    ("pair", "known", "step", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_step_follows_from_the_facts(pair: Pair, known: Known, step: Step, why: Why) -> None:
    found = next_step(pair, known, NOON, DEFAULTS)
    assert (found.step, found.why) == (step, why)


def test_every_stage_and_every_reason_has_a_case() -> None:
    assert {case[4] for case in CASES} == set(Why)
    assert {case[3] for case in CASES} == set(Step)


def test_the_days_of_a_step_are_whole_ones_since_its_fact() -> None:
    assert next_step(BO, ASKED, NOON, DEFAULTS).days == 2
    assert next_step(BO, Known(question_at=NOON + DAY), NOON, DEFAULTS).days == 0


@pytest.mark.parametrize("why", list(Why))
@pytest.mark.parametrize("number", [0, 1, 5])
def test_every_reason_has_words_in_both_languages(why: Why, number: int) -> None:
    found = NextStep(step=Step.RECOMMEND, why=why, days=number, count=number, percent=28)
    chinese, english = (why_words(found, language) for language in ("zh", "en"))
    assert not any("{" in words for words in (chinese, english))
    assert chinese != english
    assert not re.search(r"\b1 (days|times|visits)", english) or why is Why.QUIET  # nobody is quiet after one day


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_words_in_both_languages(step: Step) -> None:
    found = NextStep(step=step, why=Why.QUIET)
    assert step_words(found, "zh") != step_words(found, "en")
