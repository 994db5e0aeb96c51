"""What Di sees of the books: entries by what they touch, and whether all of it balances."""

import re

import pytest

from tests.web.admin.staff_browser import StaffBrowser
from webapp.kernel.db import execute, transaction


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", {"收款", "计佣"}),
        ("kind=payment", {"收款"}),
        ("account=commission_pending", {"计佣"}),
        ("account=sales&owner=", {"收款"}),
        ("owner=shopkeeper:0", set()),
    ],
)
def test_the_ledger_is_filtered_by_what_it_touches(
    di_browser: StaffBrowser, paid: str, query: str, kinds: set[str]
) -> None:
    page = di_browser.see(f"/admin/ledger?{query}")
    shown = set(re.findall(r'<th scope="rowgroup"[^>]*>([^<]+)<', page))
    assert shown == kinds
    assert "账是平的" in di_browser.see("/admin/ledger/verification", headers={"HX-Request": "true"})


def test_books_that_do_not_balance_shout(di_browser: StaffBrowser, paid: str) -> None:
    with transaction():
        execute("SET LOCAL session_replication_role = replica")
        execute("UPDATE account SET balance_fen = balance_fen + 1 WHERE owner <> ''")
    page = di_browser.see("/admin/ledger/verification")
    assert "账不平" in page
    assert 'role="alert"' in page


def test_one_orders_entries_are_found_by_reference(di_browser: StaffBrowser, paid: str) -> None:
    assert paid in di_browser.see(f"/admin/ledger?reference=order:{paid}")
    assert "没有符合的结果" in di_browser.see("/admin/ledger?reference=order:other")
