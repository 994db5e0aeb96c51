"""What a material must have, what Wilson makes of small samples, and which material fits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.social.samples import material
from webapp.domain.social.materials import (
    MaterialKind,
    Want,
    Words,
    Worked,
    best,
    tidy_all,
    tidy_pictures,
    whole,
    wilson,
)
from webapp.domain.social.materials.rules import (
    PicturesNeeded,
    TalkNeeded,
    TextNeeded,
    TitleNeeded,
    WordsInNoLanguage,
    tidy,
)
from webapp.domain.social.relationships import Stage
from webapp.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("successes", "trials", "bound"), [(9, 10, 0.5958), (90, 100, 0.8256), (1, 1, 0.2065), (0, 0, 0), (0, 5, 0)]
)
def test_wilson_says_what_a_share_is_at_least_worth(successes: int, trials: int, bound: float) -> None:
    assert wilson(successes, trials) == pytest.approx(bound, abs=5e-5)


@given(st.integers(1, 10_000), st.data())
def test_wilson_is_never_above_the_share_itself_and_grows_with_evidence(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    bound = wilson(successes, trials)
    assert 0 <= bound <= successes / trials
    assert successes == 0 or wilson(10 * successes, 10 * trials) > bound


TALK = Words(title="怕买贵", opening="您先尝一小罐", points=("50 克够喝半个月",), doubt="太贵？", answer="一杯两块多")


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        (MaterialKind.COPY, Words(title="", text="x"), TitleNeeded),
        (MaterialKind.COPY, Words(title="x" * 41, text="x"), TitleNeeded),
        (MaterialKind.COPY, Words(title="x", text=" "), TextNeeded),
        (MaterialKind.COPY, Words(title="x", text="长" * 121), TextNeeded),
        (MaterialKind.VALUE, Words(title="x", text="长" * 801), TextNeeded),
        (MaterialKind.TALK, replace(TALK, opening=""), TalkNeeded),
        (MaterialKind.TALK, replace(TALK, points=()), TalkNeeded),
        (MaterialKind.TALK, replace(TALK, points=("x",) * 6), TalkNeeded),
        (MaterialKind.TALK, replace(TALK, points=("长" * 81,)), TalkNeeded),
        (MaterialKind.TALK, replace(TALK, answer=""), TalkNeeded),
        (MaterialKind.TALK, replace(TALK, doubt=""), TalkNeeded),
    ],
)
def test_what_is_missing_or_too_long_is_refused(kind: MaterialKind, words: Words, missing: type[Invalid]) -> None:
    with pytest.raises(missing):
        tidy(kind, words)


def test_each_kind_keeps_only_what_it_has_room_for() -> None:
    assert tidy(MaterialKind.TALK, replace(TALK, text="no")).text == ""
    assert tidy(MaterialKind.COPY, replace(TALK, text=" 好茶 ")) == Words(title="怕买贵", text="好茶")
    assert tidy(MaterialKind.PICTURES, Words(title="三张图")).text == ""


def test_the_longest_talk_fits_into_the_check_of_public_words() -> None:
    longest = Words(title="长" * 40, opening="长" * 160, points=("长" * 80,) * 5, doubt="长" * 80, answer="长" * 240)
    assert len(whole({"zh": tidy(MaterialKind.TALK, longest)})) <= 1_000


@pytest.mark.parametrize(
    ("languages", "needed"), [((), ()), (("fr",), ()), (("zh",), ("zh", "en")), (("zh", "fr"), ("zh",))]
)
def test_words_are_in_a_language_we_speak(languages: tuple[str, ...], needed: tuple[str, ...]) -> None:
    with pytest.raises(WordsInNoLanguage):
        tidy_all(MaterialKind.TALK, dict.fromkeys(languages, TALK), needed=needed)


@pytest.mark.parametrize("chosen", [[], ["other.svg"], ["https://evil.example/x.png"], ["a.svg", "other.svg"]])
def test_pictures_are_the_products_own(chosen: list[str]) -> None:
    with pytest.raises(PicturesNeeded):
        tidy_pictures(MaterialKind.PICTURES, chosen, ["a.svg", "b.svg"])
    assert tidy_pictures(MaterialKind.PICTURES, ["b.svg", "a.svg", "b.svg"], ["a.svg", "b.svg"]) == ["b.svg", "a.svg"]
    assert tidy_pictures(MaterialKind.COPY, ["a.svg"], ["a.svg"]) == []


def test_a_talk_reads_as_one_would_say_it() -> None:
    assert TALK.plain == "您先尝一小罐\n\n· 50 克够喝半个月\n\n太贵？\n一杯两块多"


MANY = Worked(shares=40, opened=40, visitors=100, buyers=90)
ONE = Worked(shares=1, opened=1, visitors=1, buyers=1)


@pytest.mark.parametrize(
    ("want", "chosen"),
    [
        (Want(kind=MaterialKind.COPY, product_id=7, stage=Stage.FRIEND), 3),
        (Want(kind=MaterialKind.COPY, product_id=7), 2),
        (Want(kind=MaterialKind.COPY, product_id=9), 4),
        (Want(kind=MaterialKind.COPY), 4),
        (Want(kind=MaterialKind.VALUE), None),
        (Want(kind=MaterialKind.TALK, stage=Stage.COOLING, exactly=True), 6),
        (Want(kind=MaterialKind.TALK, stage=Stage.PARTNER, exactly=True), None),
    ],
)
def test_what_fits_closest_is_chosen_and_then_what_worked(want: Want, chosen: int | None) -> None:
    known = [
        material(1, worked=ONE),
        material(2, product_id=7, worked=Worked()),
        material(3, product_id=7, stage=Stage.FRIEND, worked=Worked()),
        material(4, worked=MANY),
        material(5, kind=MaterialKind.TALK),
        material(6, kind=MaterialKind.TALK, stage=Stage.COOLING),
        material(7, product_id=8, worked=MANY),
    ]
    found = best(known, want)
    assert (found.id if found else None) == chosen


def test_something_of_use_is_judged_by_being_opened_and_goods_by_being_bought() -> None:
    worked = Worked(shares=10, opened=9, visitors=100, buyers=90)
    assert worked.score(MaterialKind.VALUE) == pytest.approx(0.5958, abs=5e-5)
    assert worked.score(MaterialKind.COPY) == pytest.approx(0.8256, abs=5e-5)
    assert Worked(buyers=1).score(MaterialKind.TALK) == pytest.approx(0.2065, abs=5e-5)
