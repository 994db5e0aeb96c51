"""The shelf as staff see it."""

from dataclasses import dataclass

from webapp.kernel.db import execute, row, rows
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.trade.catalog.rules import UnknownProduct, UnknownSku

PER_PAGE = 50
LOW_STOCK = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductRow:
    """A product in a list: prices in fen, counts over its variants."""

    id: int
    code: str
    name_zh: str
    name_en: str
    picture: str
    brand_zh: str
    brand_en: str
    status: str
    commission_rate_bp: int
    lowest_fen: int
    highest_fen: int
    available: int
    sold: int
    variants: int

    @property
    def low(self) -> bool:
        """Whether somebody should order more."""
        return 0 < self.available <= LOW_STOCK


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductTerms:
    """What staff may change of a product; the rate in basis points."""

    status: str
    commission_rate_bp: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SkuStock:
    """What staff may change of a variant: its price in fen and what is there of it."""

    price_fen: int
    on_hand: int


def products(*, search: str = "", status: str = "", cursor: str | None = None) -> Page[ProductRow]:
    """Fifty products, newest first: one statement."""
    after = decode(cursor, int)
    given = {"after": after and after[0], "search": search, "status": status}
    conditions = {
        "after": "product.id < :after",
        "status": "product.status = :status",
        "search": """(product.code = :search OR strpos(product.name_zh, :search) > 0
                     OR strpos(lower(product.name_en), lower(:search)) > 0 OR strpos(brand.name_zh, :search) > 0
                     OR strpos(lower(brand.name_en), lower(:search)) > 0)""",
    }
    found = rows(
        ProductRow,
        f"""SELECT product.id, product.code, product.name_zh, product.name_en, product.status, commission_rate_bp,
                   coalesce(pictures[1], '') AS picture, brand.name_zh AS brand_zh, brand.name_en AS brand_en,
                   stock.lowest_fen, stock.highest_fen, stock.available, stock.sold, stock.variants
            FROM product JOIN brand ON brand.id = product.brand_id
                 JOIN LATERAL (SELECT coalesce(min(price_fen), 0) AS lowest_fen,
                                      coalesce(max(price_fen), 0) AS highest_fen,
                                      coalesce(sum(on_hand - reserved), 0)::int AS available,
                                      coalesce(sum(sold), 0)::int AS sold, count(*)::int AS variants
                               FROM sku WHERE product_id = product.id) AS stock ON true
            WHERE {where(conditions, given)} ORDER BY product.id DESC LIMIT :limit""",  # noqa: S608 - constants
        **given,
        limit=PER_PAGE + 1,
    )
    return page(found, PER_PAGE, lambda product: (product.id,))


def lock_product(code: str) -> ProductTerms:
    """A product's changeable figures, held until the transaction ends: two colleagues do not overwrite each other."""
    found = row(ProductTerms, "SELECT status, commission_rate_bp FROM product WHERE code = :code FOR UPDATE", code=code)
    if found is None:
        raise UnknownProduct
    return found


def lock_sku(product_code: str, sku_code: str) -> SkuStock:
    """A variant's changeable figures, held until the transaction ends."""
    found = row(
        SkuStock,
        """SELECT price_fen, on_hand FROM sku JOIN product ON product.id = sku.product_id
           WHERE sku.code = :sku AND product.code = :product FOR UPDATE OF sku""",
        sku=sku_code,
        product=product_code,
    )
    if found is None:
        raise UnknownSku
    return found


def set_rate(code: str, commission_rate_bp: int) -> None:
    """Change what later orders of a product earn their seller, in basis points."""
    if not execute("UPDATE product SET commission_rate_bp = :bp WHERE code = :code", code=code, bp=commission_rate_bp):
        raise UnknownProduct
