"""What Di sees of products, and how she changes price, stock, availability and commission."""

import pytest

from tests.cast import ListedProduct
from tests.web.admin.staff_browser import StaffBrowser, last_audit_line
from webapp.trade import catalog
from webapp.trade.catalog.admin import hundredths
from webapp.trade.catalog.flows.staff_products import BadFigures


def test_a_product_shows_both_languages_and_its_variants(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    page = di_browser.see(f"/admin/products/{tea.product_code}")
    for words in ("春茶", "Spring tea", "小罐", tea.sku_code, "99.00"):
        assert words in page
    assert di_browser.get("/admin/products/nothing").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"), [("q=春", True), ("q=hill", True), ("q=coffee", False), ("status=off", False)]
)
def test_products_are_found_by_name_or_brand(
    di_browser: StaffBrowser, tea: ListedProduct, query: str, *, found: bool
) -> None:
    assert ("/admin/products/tea" in di_browser.see(f"/admin/products?{query}")) is found


def test_di_changes_price_and_stock_of_a_variant(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    place, variant = (
        f"/admin/products/{tea.product_code}",
        f"/admin/products/{tea.product_code}/variants/{tea.sku_code}",
    )
    assert "已保存" in di_browser.do(place, variant, price="88.5", delivered="+12")
    sku = catalog.product(tea.product_code).skus[0]
    assert (sku.price_fen, sku.on_hand) == (8850, 22)
    assert last_audit_line().detail == {"sku": tea.sku_code, "price_fen": [9900, 8850], "on_hand": [10, 22]}
    assert "没有改动" in di_browser.do(place, variant, price="88.50", delivered="")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"price": "0"}, "不是有效的数字"),
        ({"price": "-5"}, "不是有效的数字"),
        ({"price": "9.999"}, "不是有效的数字"),
        ({"price": "12", "delivered": "many"}, "不是有效的数字"),
        ({"price": "12", "delivered": "-11"}, "少于已被订单占用的数量"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    di_browser: StaffBrowser, tea: ListedProduct, fields: dict[str, str], words: str
) -> None:
    place = f"/admin/products/{tea.product_code}"
    send = di_browser.do if "占用" in words else di_browser.refused
    assert words in send(place, f"{place}/variants/{tea.sku_code}", **fields)
    sku = catalog.product(tea.product_code).skus[0]
    assert (sku.price_fen, sku.on_hand) == (9900, 10)
    assert last_audit_line().action == "logged_in"


def test_di_withdraws_a_product_and_changes_its_commission(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    place = f"/admin/products/{tea.product_code}"
    assert "已下架" in di_browser.do(place, place, status="off", rate="12.5")
    product = catalog.product(tea.product_code)
    assert (product.status, product.commission_rate_bp) == ("off", 1250)
    assert last_audit_line().detail == {"status": ["on_sale", "off"], "commission_rate_bp": [1000, 1250]}
    assert "在售" in di_browser.do(place, place, status="on_sale", rate="12.5")


@pytest.mark.parametrize(
    ("rate", "words"), [("30.01", "超过了法定"), ("99", "超过了法定"), ("a tenth", "不是有效的数字")]
)
def test_no_commission_beyond_the_law(di_browser: StaffBrowser, tea: ListedProduct, rate: str, words: str) -> None:
    place = f"/admin/products/{tea.product_code}"
    page = di_browser.refused(place, place, status="on_sale", rate=rate)
    assert words in page
    assert f'value="{rate}"' in page
    assert catalog.product(tea.product_code).commission_rate_bp == 1000


def test_a_variant_is_changed_only_with_its_own_product(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    answer = di_browser.press("/admin/me", f"/admin/products/coffee/variants/{tea.sku_code}", price="1")
    assert di_browser.get(answer.location).status_code == 404
    assert catalog.product(tea.product_code).skus[0].price_fen == 9900


@pytest.mark.parametrize(
    ("typed", "fen"), [("0", 0), ("12", 1200), ("12.5", 1250), ("12.05", 1205), (" 1,280.00 ", 128000), ("0.01", 1)]
)
def test_yuan_become_fen_without_a_float(typed: str, fen: int) -> None:
    assert hundredths(typed) == fen


@pytest.mark.parametrize("typed", ["", "1.", ".5", "1.234", "１２", "1e3", "+1", "-1", "12345678"])
def test_what_is_not_an_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadFigures):
        hundredths(typed)
