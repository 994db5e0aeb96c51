"""The short codes people read out to each other."""

import pytest

from webapp.kernel import short_codes


@pytest.mark.parametrize("ref", [0, 1, 31, 32, (1 << 30) - 1, (1 << 59) + 12345678])
def test_a_quoted_code_gives_back_the_low_bits(ref: int) -> None:
    assert short_codes.parse_short_code(short_codes.short_code(ref)) == ref & ((1 << 30) - 1)
    assert short_codes.parse_short_code(short_codes.short_code(ref)[1:]) is None
    assert short_codes.parse_short_code("#ILOU00") is None
