"""What there is to share and to buy."""

from apiflask import APIBlueprint

from webapp.trade import catalog
from webapp.trade.catalog.api.shapes import BrandOut, ProductOut, brand, product
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import Answer, Paging

section = APIBlueprint("products", __name__)


class BrandsOut(Answer):
    """All brands."""

    items: list[BrandOut]


class ProductsOut(Answer):
    """Some products."""

    items: list[ProductOut]
    next_cursor: str | None


@section.get("/brands")
@section.output(BrandsOut)
def list_brands() -> BrandsOut:
    """Brands

    Everybody whose things are sold here, by name.
    """
    return BrandsOut(items=[brand(each, language()) for each in catalog.brands()])


@section.get("/products")
@section.input(Paging, location="query")
@section.output(ProductsOut)
def list_products(query_data: Paging) -> ProductsOut:
    """Products on sale

    Newest first. Shopkeepers also see what they would earn.
    """
    found = catalog.products(cursor=query_data.cursor, limit=query_data.limit)
    return ProductsOut(items=[_product(each) for each in found.items], next_cursor=found.next_cursor)


@section.get("/products/<code>")
@section.output(ProductOut)
def read_product(code: str) -> ProductOut:
    """One product

    With its variants and what is left of each; also when it is not on sale any more.
    """
    return _product(catalog.product(code))


def _product(found: catalog.ProductView) -> ProductOut:
    return product(found, language(), for_shopkeeper=caller().session.shopkeeper_id is not None)
