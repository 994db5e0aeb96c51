"""One vocabulary: a phrase once for all faces, in both languages, with the plural a number asks for."""

from datetime import UTC, datetime
from types import ModuleType

import pytest

from webapp.kernel.words import Counted, Vocabulary, listed, moment, percent, say, vocabulary


def part(name: str, words: dict[str, object]) -> ModuleType:
    made = ModuleType(name)
    made.WORDS = words  # type: ignore[attr-defined]
    return made


def test_a_phrase_is_said_in_both_languages_with_its_blanks_filled() -> None:
    assert say("order.state.shipped", "zh") == "已发货"
    assert say("order.state.shipped", "en") == "Shipped"
    assert say("order.title", "en", no="A1") == "Order A1"


def test_an_unknown_phrase_is_a_mistake_unless_a_fallback_is_given() -> None:
    with pytest.raises(KeyError):
        say("no.such.words", "zh")
    assert say("no.such.words", "en", fallback="as it is") == "as it is"
    assert say("order.state.shipped", "en", fallback="as it is") == "Shipped"


def test_a_key_written_twice_is_refused() -> None:
    first = part("one.words", {"tea": ("茶", "tea")})
    with pytest.raises(ValueError, match=r"two\.words writes \['tea'\] a second time"):
        Vocabulary([first, part("two.words", {"tea": ("茶", "Tea")})])


def test_a_name_without_a_phrase_is_refused() -> None:
    only = part("words", {"tea.state.hot": ("热", "hot")})
    only.NAMED = {"tea.state": ["hot", "cold"]}  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match=r"words has no phrase for \['tea\.state\.cold'\]"):
        Vocabulary([only])


def test_one_is_said_otherwise_than_many_in_english_only() -> None:
    words = Vocabulary([part("words", {"cups": Counted("{count} 杯", "{count} cup", "{count} cups")})])
    assert [words.form("cups", "en", n) for n in (0, 1, 2, 21)] == [
        "{count} cups",
        "{count} cup",
        *["{count} cups"] * 2,
    ]
    assert {words.form("cups", "zh", n) for n in (0, 1, 2)} == {"{count} 杯"}


def test_moments_are_written_in_shanghai_without_anything_invisible() -> None:
    at = datetime(2026, 9, 3, 1, 5, 9, tzinfo=UTC)
    assert (moment(at, "zh"), moment(at, "en")) == ("9月3日 09:05", "3 Sep, 09:05")
    assert (moment(at, "zh", "month"), moment(at, "en", "month")) == ("2026年9月", "Sep 2026")
    assert (moment(at, "zh", "said_day"), moment(at, "en", "said_day")) == ("2026 年 9 月 3 日", "3 September 2026")
    assert moment(at, "en", "second") == moment(at, "zh", "second") == "2026-09-03 09:05:09"
    assert moment(at, "en", "minute") == "09-03 09:05"


def test_numbers_and_lists_are_written_as_people_read_them() -> None:
    assert (percent(0.834, "zh"), percent(0.125, "en", 2), percent(0.1, "en", 2)) == ("83%", "12.5%", "10%")
    assert listed(["a", "b", "c"], "zh") == "a、b和c"
    assert (listed(["a", "b", "c"], "en"), listed(["a"], "en")) == ("a, b, and c", "a")


def test_every_capability_and_both_frames_are_heard() -> None:
    known = vocabulary()
    assert {"list.filter", "why.title", "error.sold_out", "relationship.stage.friend"} <= {
        key for key, _ in known.items()
    }
