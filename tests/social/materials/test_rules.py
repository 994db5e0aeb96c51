"""What a material must have, what Wilson makes of small samples, and which material fits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.social.relationships.samples import material
from webapp.kernel.errors import Invalid
from webapp.social.materials import (
    MaterialCriteria,
    MaterialKind,
    MaterialPerformance,
    MaterialText,
    full_text,
    tidy_all,
    tidy_pictures,
)
from webapp.social.materials.queries.ranking import best_match
from webapp.social.materials.rules import (
    MaterialTextNeeded,
    NoLanguageGiven,
    PicturesNeeded,
    TalkNeeded,
    TitleNeeded,
    tidy,
    wilson_lower_bound,
)
from webapp.social.relationships import Stage


@pytest.mark.parametrize(
    ("successes", "trials", "bound"), [(9, 10, 0.5958), (90, 100, 0.8256), (1, 1, 0.2065), (0, 0, 0), (0, 5, 0)]
)
def test_wilson_says_what_a_share_is_at_least_worth(successes: int, trials: int, bound: float) -> None:
    assert wilson_lower_bound(successes, trials) == pytest.approx(bound, abs=5e-5)


@given(st.integers(1, 10_000), st.data())
def test_wilson_is_never_above_the_share_itself_and_grows_with_evidence(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    bound = wilson_lower_bound(successes, trials)
    assert 0 <= bound <= successes / trials
    assert successes == 0 or wilson_lower_bound(10 * successes, 10 * trials) > bound


TALK = MaterialText(
    title="怕买贵", opening="您先尝一小罐", points=("50 克够喝半个月",), doubt="太贵？", answer="一杯两块多"
)


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        (MaterialKind.COPY, MaterialText(title="", text="x"), TitleNeeded),
        (MaterialKind.COPY, MaterialText(title="x" * 41, text="x"), TitleNeeded),
        (MaterialKind.COPY, MaterialText(title="x", text=" "), MaterialTextNeeded),
        (MaterialKind.COPY, MaterialText(title="x", text="长" * 121), MaterialTextNeeded),
        (MaterialKind.VALUE_CONTENT, MaterialText(title="x", text="长" * 801), MaterialTextNeeded),
        (MaterialKind.SCRIPT, replace(TALK, opening=""), TalkNeeded),
        (MaterialKind.SCRIPT, replace(TALK, points=()), TalkNeeded),
        (MaterialKind.SCRIPT, replace(TALK, points=("x",) * 6), TalkNeeded),
        (MaterialKind.SCRIPT, replace(TALK, points=("长" * 81,)), TalkNeeded),
        (MaterialKind.SCRIPT, replace(TALK, answer=""), TalkNeeded),
        (MaterialKind.SCRIPT, replace(TALK, doubt=""), TalkNeeded),
    ],
)
def test_what_is_missing_or_too_long_is_refused(
    kind: MaterialKind, words: MaterialText, missing: type[Invalid]
) -> None:
    with pytest.raises(missing):
        tidy(kind, words)


def test_each_kind_keeps_only_what_it_has_room_for() -> None:
    assert tidy(MaterialKind.SCRIPT, replace(TALK, text="no")).text == ""
    assert tidy(MaterialKind.COPY, replace(TALK, text=" 好茶 ")) == MaterialText(title="怕买贵", text="好茶")
    assert tidy(MaterialKind.PICTURES, MaterialText(title="三张图")).text == ""


def test_the_longest_talk_fits_into_the_check_of_public_words() -> None:
    longest = MaterialText(
        title="长" * 40, opening="长" * 160, points=("长" * 80,) * 5, doubt="长" * 80, answer="长" * 240
    )
    assert len(full_text({"zh": tidy(MaterialKind.SCRIPT, longest)})) <= 1_000


@pytest.mark.parametrize(
    ("languages", "needed"), [((), ()), (("fr",), ()), (("zh",), ("zh", "en")), (("zh", "fr"), ("zh",))]
)
def test_words_are_in_a_language_we_speak(languages: tuple[str, ...], needed: tuple[str, ...]) -> None:
    with pytest.raises(NoLanguageGiven):
        tidy_all(MaterialKind.SCRIPT, dict.fromkeys(languages, TALK), needed=needed)


@pytest.mark.parametrize("chosen", [[], ["other.svg"], ["https://evil.example/x.png"], ["a.svg", "other.svg"]])
def test_pictures_are_the_products_own(chosen: list[str]) -> None:
    with pytest.raises(PicturesNeeded):
        tidy_pictures(MaterialKind.PICTURES, chosen, ["a.svg", "b.svg"])
    assert tidy_pictures(MaterialKind.PICTURES, ["b.svg", "a.svg", "b.svg"], ["a.svg", "b.svg"]) == ["b.svg", "a.svg"]
    assert tidy_pictures(MaterialKind.COPY, ["a.svg"], ["a.svg"]) == []


def test_a_talk_reads_as_one_would_say_it() -> None:
    assert TALK.plain == "您先尝一小罐\n\n· 50 克够喝半个月\n\n太贵？\n一杯两块多"


MANY = MaterialPerformance(shares=40, opened=40, visitors=100, buyers=90)
ONE = MaterialPerformance(shares=1, opened=1, visitors=1, buyers=1)


@pytest.mark.parametrize(
    ("want", "chosen"),
    [
        (MaterialCriteria(kind=MaterialKind.COPY, product_id=7, stage=Stage.FRIEND), 3),
        (MaterialCriteria(kind=MaterialKind.COPY, product_id=7), 2),
        (MaterialCriteria(kind=MaterialKind.COPY, product_id=9), 4),
        (MaterialCriteria(kind=MaterialKind.COPY), 4),
        (MaterialCriteria(kind=MaterialKind.VALUE_CONTENT), None),
        (MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.COOLING, exactly=True), 6),
        (MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.PARTNER, exactly=True), None),
    ],
)
def test_what_fits_closest_is_chosen_and_then_what_worked(want: MaterialCriteria, chosen: int | None) -> None:
    known = [
        material(1, performance=ONE),
        material(2, product_id=7, performance=MaterialPerformance()),
        material(3, product_id=7, stage=Stage.FRIEND, performance=MaterialPerformance()),
        material(4, performance=MANY),
        material(5, kind=MaterialKind.SCRIPT),
        material(6, kind=MaterialKind.SCRIPT, stage=Stage.COOLING),
        material(7, product_id=8, performance=MANY),
    ]
    found = best_match(known, want)
    assert (found.id if found else None) == chosen


def test_something_of_use_is_judged_by_being_opened_and_goods_by_being_bought() -> None:
    known = MaterialPerformance(shares=10, opened=9, visitors=100, buyers=90)
    assert known.score(MaterialKind.VALUE_CONTENT) == pytest.approx(0.5958, abs=5e-5)
    assert known.score(MaterialKind.COPY) == pytest.approx(0.8256, abs=5e-5)
    assert MaterialPerformance(buyers=1).score(MaterialKind.SCRIPT) == pytest.approx(0.2065, abs=5e-5)
