"""The next best step rests on a fact, and the order of the facts is the rule."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.databases import NOON
from tests.social.relationships.samples import BO
from webapp.social.customers.words import action_reason_text, action_text
from webapp.social.relationships import (
    ActionKind,
    ActionReason,
    CustomerContext,
    NextBestAction,
    Pair,
    Stage,
    choose_next_best_action,
)
from webapp.social.relationships.rules.parameters import DEFAULTS

DAY = timedelta(days=1)
NOTHING = CustomerContext()
ASKED = CustomerContext(question_at=NOON - 2 * DAY)
RECEIVED = CustomerContext(received_at=NOON - DAY)
TIRED = CustomerContext(ignored=2)
EVERYTHING = CustomerContext(question_at=NOON - DAY, received_at=NOON - DAY, ignored=3)

CASES = [
    ("blocked wants nothing at all", replace(BO, blocked=True), EVERYTHING, ActionKind.RESPECT, ActionReason.BLOCKED),
    ("muted is left in peace", replace(BO, muted=True), RECEIVED, ActionKind.RESPECT, ActionReason.MUTED),
    ("muted and asking is answered", replace(BO, muted=True), ASKED, ActionKind.ANSWER, ActionReason.QUESTION_OPEN),
    (
        "a question goes before everything else",
        replace(BO, mean=0.1),
        EVERYTHING,
        ActionKind.ANSWER,
        ActionReason.QUESTION_OPEN,
    ),
    ("low trust is healed first", replace(BO, mean=0.29), RECEIVED, ActionKind.VALUE_CONTENT, ActionReason.BELOW_GATE),
    ("at the gate is not below it", replace(BO, mean=0.30), NOTHING, ActionKind.RECOMMEND, ActionReason.KNOWS_YOU),
    ("a parcel is thanked for", BO, RECEIVED, ActionKind.THANK, ActionReason.PARCEL_RECEIVED),
    ("thanks go before tiredness", BO, replace(RECEIVED, ignored=5), ActionKind.THANK, ActionReason.PARCEL_RECEIVED),
    ("who leaves shares unopened is not pushed to", BO, TIRED, ActionKind.VALUE_CONTENT, ActionReason.IGNORED_LATELY),
    ("one unopened share says nothing", BO, CustomerContext(ignored=1), ActionKind.RECOMMEND, ActionReason.KNOWS_YOU),
    (
        "a stranger is told who you are",
        replace(BO, stage=Stage.STRANGER),
        NOTHING,
        ActionKind.INTRODUCE,
        ActionReason.NEVER_OPENED,
    ),
    (
        "an acquaintance gets no goods",
        replace(BO, stage=Stage.ACQUAINTANCE),
        NOTHING,
        ActionKind.VALUE_CONTENT,
        ActionReason.JUST_MET,
    ),
    ("who comes back is recommended to", BO, CustomerContext(visits=2), ActionKind.RECOMMEND, ActionReason.COMES_BACK),
    ("so is a friend", replace(BO, stage=Stage.FRIEND), NOTHING, ActionKind.RECOMMEND, ActionReason.BOUGHT_BEFORE),
    ("a partner is thanked", replace(BO, stage=Stage.PARTNER), NOTHING, ActionKind.THANK, ActionReason.STANDS_DEEP),
    (
        "who has gone quiet is greeted",
        replace(BO, stage=Stage.COOLING, last_act_at=NOON - 31 * DAY),
        NOTHING,
        ActionKind.GREET,
        ActionReason.QUIET,
    ),
    (
        "who cooled while coming lost trust",
        replace(BO, stage=Stage.COOLING),
        NOTHING,
        ActionKind.GREET,
        ActionReason.TRUST_FELL,
    ),
]


@pytest.mark.parametrize(
    ("pair", "known", "step", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_step_follows_from_the_facts(
    pair: Pair, known: CustomerContext, step: ActionKind, why: ActionReason
) -> None:
    found = choose_next_best_action(pair, known, NOON, DEFAULTS)
    assert (found.step, found.why) == (step, why)


def test_every_stage_and_every_reason_has_a_case() -> None:
    assert {case[4] for case in CASES} == set(ActionReason)
    assert {case[3] for case in CASES} == set(ActionKind)


def test_the_days_of_a_step_are_whole_ones_since_its_fact() -> None:
    assert choose_next_best_action(BO, ASKED, NOON, DEFAULTS).days == 2
    assert choose_next_best_action(BO, CustomerContext(question_at=NOON + DAY), NOON, DEFAULTS).days == 0


@pytest.mark.parametrize("why", list(ActionReason))
@pytest.mark.parametrize("number", [0, 1, 5])
def test_every_reason_has_words_in_both_languages(why: ActionReason, number: int) -> None:
    found = NextBestAction(step=ActionKind.RECOMMEND, why=why, days=number, count=number, percent=28)
    chinese, english = (action_reason_text(found, language) for language in ("zh", "en"))
    assert not any("{" in words for words in (chinese, english))
    assert chinese != english
    assert (
        not re.search(r"\b1 (days|times|visits)", english) or why is ActionReason.QUIET
    )  # nobody is quiet after one day


@pytest.mark.parametrize("step", list(ActionKind))
def test_every_step_has_words_in_both_languages(step: ActionKind) -> None:
    found = NextBestAction(step=step, why=ActionReason.QUIET)
    assert action_text(found, "zh") != action_text(found, "en")
