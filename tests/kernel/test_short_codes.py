"""The short codes people read out to each other."""

import re

import pytest

from webapp.kernel import short_codes


@pytest.mark.parametrize("ref", [0, 1, 31, 32, (1 << 30) - 1, (1 << 59) + 12345678])
def test_a_quoted_code_gives_back_the_low_bits(ref: int) -> None:
    assert short_codes.parse_short_code(short_codes.short_code(ref)) == ref & ((1 << 30) - 1)
    assert short_codes.parse_short_code(short_codes.short_code(ref)[1:]) is None


@pytest.mark.parametrize("code", ["", "#", "#7H3K0P", "#123456789", "#12345678901", "#1073741824", "#²²²²²²²²²²"])
def test_what_is_no_code_is_read_as_none(code: str) -> None:
    assert short_codes.parse_short_code(code) is None


@pytest.mark.parametrize("ref", [0, (1 << 30) - 1, (1 << 59) + 12345678])
def test_a_code_is_digits_as_letters_stand_for_people(ref: int) -> None:
    assert re.fullmatch(r"#[0-9]{10}", short_codes.short_code(ref))
