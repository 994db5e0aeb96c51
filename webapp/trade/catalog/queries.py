"""What buyers, shopkeepers and staff see of the catalog."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.trade.catalog.rules import ON_SALE, Offer, UnknownProduct, UnknownSku


@dataclass(frozen=True, kw_only=True, slots=True)
class BrandView:
    """A brand in both languages."""

    id: int
    code: str
    name_zh: str
    name_en: str
    story_zh: str
    story_en: str
    picture: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkuView:
    """A variant; `available` is what nobody holds yet."""

    id: int
    code: str
    name_zh: str
    name_en: str
    price_fen: int
    available: int
    most_per_order: int
    on_hand: int
    reserved: int
    sold: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductColumns:
    """A product's own columns, in both languages."""

    id: int
    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    story_zh: str
    story_en: str
    pictures: list[str]
    card_picture: str
    commission_rate_bp: int
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductView(ProductColumns):
    """A product with its brand and variants, in both languages."""

    brand: BrandView
    skus: list[SkuView]

    @property
    def on_sale(self) -> bool:
        return self.status == ON_SALE

    @property
    def sold_out(self) -> bool:
        return all(sku.available <= 0 for sku in self.skus)

    @property
    def lowest_price_fen(self) -> int:
        return min((sku.price_fen for sku in self.skus), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class _ProductRow(ProductColumns):
    """A product with what hangs on it as JSON."""

    brand: dict[str, Any]
    skus: list[dict[str, Any]]


_COLUMNS = tuple(each.name for each in fields(ProductColumns))

# One statement brings a product with everything that hangs on it, so a list costs as many statements as one.
_PRODUCT = """
SELECT product.id, product.code, product.name_zh, product.name_en, product.summary_zh, product.summary_en,
       product.story_zh, product.story_en, product.pictures, product.card_picture, product.commission_rate_bp,
       product.status,
       json_build_object('id', brand.id, 'code', brand.code, 'name_zh', brand.name_zh, 'name_en', brand.name_en,
                         'story_zh', brand.story_zh, 'story_en', brand.story_en, 'picture', brand.picture) AS brand,
       (SELECT coalesce(json_agg(json_build_object(
                   'id', sku.id, 'code', sku.code, 'name_zh', sku.name_zh, 'name_en', sku.name_en,
                   'price_fen', sku.price_fen, 'available', sku.on_hand - sku.reserved,
                   'most_per_order', sku.most_per_order, 'on_hand', sku.on_hand, 'reserved', sku.reserved,
                   'sold', sku.sold) ORDER BY sku.position, sku.id), '[]')
        FROM sku WHERE sku.product_id = product.id) AS skus
FROM product JOIN brand ON brand.id = product.brand_id
"""


def product(code: str) -> ProductView:
    """A product by its public code, on sale or not; raises UnknownProduct."""
    return _one(row(_ProductRow, _PRODUCT + " WHERE product.code = :code", code=code))


def product_by_id(product_id: int) -> ProductView:
    """A product by its id; raises UnknownProduct."""
    return _one(row(_ProductRow, _PRODUCT + " WHERE product.id = :id", id=product_id))


def products_by_ids(product_ids: Sequence[int]) -> dict[int, ProductView]:
    """Products by id, on sale or not, in one statement."""
    found = rows(_ProductRow, _PRODUCT + " WHERE product.id = ANY(CAST(:ids AS bigint[]))", ids=list(product_ids))
    return {each.id: _view(each) for each in found}


def products(*, cursor: str | None = None, limit: int = 20) -> Page[ProductView]:
    """What is on sale, newest first."""
    return _page(cursor, limit, status=ON_SALE)


def every_product(*, cursor: str | None = None, limit: int = 50) -> Page[ProductView]:
    """All products, withdrawn ones too, for staff."""
    return _page(cursor, limit)


def _page(cursor: str | None, limit: int, *, status: str | None = None) -> Page[ProductView]:
    after = decode(cursor, int)
    given = {"after": after and after[0], "status": status}
    conditions = {"after": "product.id < :after", "status": "product.status = :status"}
    found = rows(
        _ProductRow,
        _PRODUCT + f" WHERE {where(conditions, given)} ORDER BY product.id DESC LIMIT :limit",
        **given,
        limit=limit + 1,
    )
    return page([_view(each) for each in found], limit, lambda view: (view.id,))


def _one(found: _ProductRow | None) -> ProductView:
    if found is None:
        raise UnknownProduct
    return _view(found)


def _view(found: _ProductRow) -> ProductView:
    columns = {name: getattr(found, name) for name in _COLUMNS}
    return ProductView(**columns, brand=BrandView(**found.brand), skus=[SkuView(**sku) for sku in found.skus])


def brands() -> list[BrandView]:
    """All brands, by name."""
    return rows(
        BrandView, "SELECT id, code, name_zh, name_en, story_zh, story_en, picture FROM brand ORDER BY name_en, id"
    )


def offers(sku_codes: Sequence[str]) -> dict[str, Offer]:
    """What an order needs to know of each SKU, by code; raises UnknownSku when one is missing."""
    found = rows(
        Offer,
        """SELECT sku.id AS sku_id, sku.code AS sku_code, product_id,
                  product.name_zh || ' · ' || sku.name_zh AS name_zh,
                  product.name_en || ' · ' || sku.name_en AS name_en,
                  coalesce(product.pictures[1], '') AS picture, price_fen, on_hand - reserved AS available,
                  most_per_order, commission_rate_bp, product.status = :on_sale AS on_sale
           FROM sku JOIN product ON product.id = sku.product_id WHERE sku.code = ANY(CAST(:codes AS text[]))""",
        codes=list(sku_codes),
        on_sale=ON_SALE,
    )
    known = {each.sku_code: each for each in found}
    if len(known) < len(set(sku_codes)):
        raise UnknownSku
    return known
