"""The shelf: what is shown, and stock that cannot be oversold."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.cast import ListedProduct, add_product, scalar
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Invalid
from webapp.trade import catalog
from webapp.trade.catalog import BrandDraft, ProductDraft, SkuDraft, rules, service


def counts(shelf: ListedProduct) -> object:
    return scalar("SELECT (on_hand, reserved, sold)::text FROM sku WHERE id = :id", id=shelf.sku_id)


def test_a_product_comes_with_its_brand_and_variants(tea: ListedProduct) -> None:
    product = catalog.product("tea")
    assert (product.brand.name_en, [sku.code for sku in product.skus]) == ("Hill House", ["tea-s", "tea-l"])
    assert (product.lowest_price_fen, product.sold_out, product.on_sale) == (9_900, False, True)
    assert catalog.product_by_id(product.id) == product


def test_what_is_not_there_is_said_so(tea: ListedProduct) -> None:
    with pytest.raises(rules.UnknownProduct):
        catalog.product("nothing")
    with pytest.raises(rules.UnknownSku):
        catalog.offers(["tea-s", "nothing"])


def test_the_shelf_goes_page_by_page_and_hides_what_is_withdrawn(tea: ListedProduct) -> None:
    for code in ("cup", "pot"):
        add_product(code)
    with transaction():
        catalog.withdraw_product("cup")
    first = catalog.products(limit=1)
    assert [product.code for product in first.items] == ["pot"]
    assert [product.code for product in catalog.products(cursor=first.next_cursor).items] == ["tea"]
    assert len(catalog.every_product().items) == 3
    with transaction():
        catalog.list_product("cup")
    assert len(catalog.products().items) == 3


def test_a_withdrawn_product_cannot_be_ordered(tea: ListedProduct) -> None:
    with transaction():
        catalog.withdraw_product("tea")
    with pytest.raises(rules.UnknownSku):
        catalog.check_quantity(catalog.offers(["tea-s"])["tea-s"], 1)


def test_stock_is_held_sold_released_and_taken_back(tea: ListedProduct) -> None:
    with transaction():
        catalog.reserve({tea.sku_id: 4})
        catalog.release({tea.sku_id: 1})
        catalog.sell({tea.sku_id: 3})
    assert counts(tea) == "(7,0,3)"
    with transaction():
        catalog.restock({tea.sku_id: 3})
        service.receive_stock("tea-s", 5)
    assert counts(tea) == "(15,0,0)"


def test_nobody_holds_more_than_there_is(tea: ListedProduct) -> None:
    with pytest.raises(catalog.SoldOut), transaction():
        catalog.reserve({tea.sku_id: 11})


def test_the_table_itself_refuses_to_be_oversold(tea: ListedProduct) -> None:
    with pytest.raises(IntegrityError, match="sku_is_not_oversold"), transaction():
        execute("UPDATE sku SET reserved = on_hand + 1")


def test_what_is_held_cannot_be_written_off(tea: ListedProduct) -> None:
    with transaction():
        catalog.reserve({tea.sku_id: 4})
    with pytest.raises(rules.UnknownSku), transaction():
        service.receive_stock("tea-s", -7)


@pytest.mark.parametrize("quantity", [0, -1, 21, True])
def test_a_quantity_has_its_limits(tea: ListedProduct, quantity: int) -> None:
    with pytest.raises(Invalid):
        catalog.check_quantity(catalog.offers(["tea-s"])["tea-s"], quantity)


@pytest.mark.usefixtures("app")
def test_staff_list_a_brand_with_a_product() -> None:
    sku = SkuDraft(code="cup-1", name_zh="单只", name_en="One", price_fen=5_800, on_hand=3)
    with transaction():
        catalog.add_brand(BrandDraft(code="kiln", name_zh="窑", name_en="Kiln"))
        catalog.add_product(
            ProductDraft(
                code="cup", brand_code="kiln", name_zh="杯", name_en="Cup", pictures=["demo/cup.svg"], skus=[sku]
            )
        )
        catalog.reprice("cup-1", 6_000)
    assert catalog.product("cup").skus[0].price_fen == 6_000
    assert [brand.code for brand in catalog.brands()] == ["kiln"]


@pytest.mark.usefixtures("app")
def test_a_product_needs_its_brand_and_a_change_its_subject() -> None:
    with pytest.raises(rules.UnknownProduct), transaction():
        catalog.add_product(ProductDraft(code="cup", brand_code="nobody", name_zh="杯", name_en="Cup"))
    with pytest.raises(rules.UnknownProduct), transaction():
        catalog.withdraw_product("cup")
    with pytest.raises(rules.UnknownSku), transaction():
        catalog.reprice("cup-1", 1)
