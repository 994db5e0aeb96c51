"""A cursor is ours or it is refused."""

import pytest

from webapp.kernel import paging


def test_a_cursor_leads_on_to_the_next_page() -> None:
    first = paging.page([5, 4, 3], 2, lambda n: (n,))
    assert list(first.items) == [5, 4]
    assert paging.decode(first.next_cursor, int) == (4,)


def test_the_last_page_has_no_cursor() -> None:
    assert paging.page([5, 4], 2, lambda n: (n,)).next_cursor is None


@pytest.mark.parametrize("forged", ["x", "!!!", "W10", paging.encode("a"), paging.encode(1, 2), paging.encode(1 << 63)])
def test_a_foreign_cursor_is_refused(forged: str) -> None:
    with pytest.raises(paging.BadCursor):
        paging.decode(forged, int)
