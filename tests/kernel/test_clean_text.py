"""Who says something says it with signs one can see, and turns nobody else's words around."""

import pytest

from webapp.kernel.clean_text import clean_text


@pytest.mark.parametrize("words", ["", "  ", "\u200b", "\u3164\u2800", "\ufeff \u200d", "\u202e", "\u2066\u2069"])
def test_what_nobody_sees_is_nothing(words: str) -> None:
    assert clean_text(words) == ""


@pytest.mark.parametrize("words", ["好", "👨‍👩‍👧", "نعم", "\u2067שלום\u2069", "e\u0301", "一行\n两行", "?"])
def test_what_people_write_stays_as_it_is(words: str) -> None:
    assert clean_text(f" {words}\n") == words


def test_nobody_turns_the_words_beside_theirs() -> None:
    assert clean_text("很香\u202e") == "很香"
