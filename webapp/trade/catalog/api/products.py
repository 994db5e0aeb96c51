"""What there is to share and to buy."""

from apiflask import APIBlueprint

from webapp.trade import catalog
from webapp.trade.catalog.api.shapes import BrandResponse, ProductResponse, brand, product
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import PageQuery, ResponseModel

section = APIBlueprint("products", __name__)


class BrandsResponse(ResponseModel):
    """All brands."""

    items: list[BrandResponse]


class ProductsResponse(ResponseModel):
    """Some products."""

    items: list[ProductResponse]
    next_cursor: str | None


@section.get("/brands")
@section.output(BrandsResponse)
def list_brands() -> BrandsResponse:
    """Brands

    Everybody whose things are sold here, by name.
    """
    return BrandsResponse(items=[brand(each, language()) for each in catalog.brands()])


@section.get("/products")
@section.input(PageQuery, location="query")
@section.output(ProductsResponse)
def list_products(query_data: PageQuery) -> ProductsResponse:
    """Products on sale

    Newest first. Shopkeepers also see what they would earn.
    """
    found = catalog.products(cursor=query_data.cursor, limit=query_data.limit)
    return ProductsResponse(items=[_product(each) for each in found.items], next_cursor=found.next_cursor)


@section.get("/products/<code>")
@section.output(ProductResponse)
def read_product(code: str) -> ProductResponse:
    """One product

    With its variants and what is left of each; also when it is not on sale any more.
    """
    return _product(catalog.product(code))


def _product(found: catalog.ProductView) -> ProductResponse:
    return product(found, language(), for_shopkeeper=caller().session.shopkeeper_id is not None)
