"""Why somebody was paid, or was not."""

import re

from tests.cast import (
    ListedProduct,
    Somebody,
    add_shopkeeper,
)
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat


def without_tokens(page: str) -> str:
    """A page but for what its forms send back, which is signed anew each second."""
    return re.sub(r'(name="csrf_token" value=|"X-CSRF-Token": )"[^"]+"', "", page)


def test_why_was_ada_paid(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=shopada")
    for words in ("9.90", "¥99.00 × 10%", "接下来"):
        assert words in page, words
    first, again = (di_browser.see(f"/admin/earnings/explanation?order={paid.lower()}") for _ in range(2))
    assert without_tokens(first) == without_tokens(again)


def test_why_was_somebody_else_not_paid(di_browser: StaffBrowser, paid: str, cy: Somebody) -> None:
    add_shopkeeper(cy)
    assert "没有关系" in di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=shopcy")
    assert "没有这位店主" in di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=nobody")
    assert "没有这个订单，或者它不是您的" in di_browser.see("/admin/earnings/explanation?order=G1")


def test_why_tells_where_codes_are_found_and_starts_from_recent_orders(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see("/admin/earnings/explanation")
    assert f'/admin/earnings/explanation?order={paid}"' in page
    assert 'href="/admin/shopkeepers"' in page[page.index("店主编号在") :]
    assert "shopada" in page


def test_why_the_platform_keeps_a_sale(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea)
    assert "平台" in di_browser.see(f"/admin/earnings/explanation?order={no}")
    assert "没有任何店主带来的访问" in di_browser.see(f"/admin/orders/{no}")
