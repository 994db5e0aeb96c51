"""Stock moves by guarded UPDATEs; products are listed and withdrawn by staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from webapp.kernel import clock
from webapp.kernel.db import execute, row
from webapp.trade.catalog.rules import OFF, ON_SALE, SoldOut, UnknownProduct, UnknownSku


@dataclass(frozen=True, kw_only=True, slots=True)
class BrandDraft:
    """A brand to be listed."""

    code: str
    name_zh: str
    name_en: str
    story_zh: str = ""
    story_en: str = ""
    picture: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SkuDraft:
    """A variant to be listed, with its price in fen and its first stock."""

    code: str
    name_zh: str
    name_en: str
    price_fen: int
    on_hand: int
    most_per_order: int = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductDraft:
    """A product to be listed."""

    code: str
    brand_code: str
    name_zh: str
    name_en: str
    summary_zh: str = ""
    summary_en: str = ""
    story_zh: str = ""
    story_en: str = ""
    pictures: Sequence[str] = ()
    card_picture: str = ""
    commission_rate_bp: int = 0
    skus: Sequence[SkuDraft] = field(default=())


def reserve(wanted: Mapping[int, int]) -> None:
    """Hold stock (SKU id → quantity) for an unpaid order, in the order of ids; raises SoldOut.

    The guard stands in the UPDATE: of two buyers of the last unit, the second finds no row.
    """
    for sku_id, quantity in sorted(wanted.items()):
        held = execute(
            "UPDATE sku SET reserved = reserved + :n WHERE id = :id AND on_hand - reserved >= :n", id=sku_id, n=quantity
        )
        if not held:
            raise SoldOut(sku_id=sku_id)


def release(held: Mapping[int, int]) -> None:
    """Give back what a closed order held."""
    for sku_id, quantity in sorted(held.items()):
        execute("UPDATE sku SET reserved = reserved - :n WHERE id = :id", id=sku_id, n=quantity)


def sell(held: Mapping[int, int]) -> None:
    """Turn what a paid order held into sales."""
    for sku_id, quantity in sorted(held.items()):
        execute(
            "UPDATE sku SET on_hand = on_hand - :n, reserved = reserved - :n, sold = sold + :n WHERE id = :id",
            id=sku_id,
            n=quantity,
        )


def restock(sold: Mapping[int, int]) -> None:
    """Take back goods that were paid, never shipped, and are refunded."""
    for sku_id, quantity in sorted(sold.items()):
        execute("UPDATE sku SET on_hand = on_hand + :n, sold = sold - :n WHERE id = :id", id=sku_id, n=quantity)


def uncount_sale(sold: Mapping[int, int]) -> None:
    """Goods were sent and refunded: they are not back, but shoppers are not told that they were sold either.

    Invented sales figures are forbidden (E-commerce Law art. 17); what does come back is delivered again by staff.
    """
    for sku_id, quantity in sorted(sold.items()):
        execute("UPDATE sku SET sold = sold - :n WHERE id = :id", id=sku_id, n=quantity)


def receive_stock(sku_code: str, quantity: int) -> None:
    """New goods arrive in the warehouse (or, with a negative quantity, are written off)."""
    changed = execute(
        "UPDATE sku SET on_hand = on_hand + :n WHERE code = :code AND on_hand + :n >= reserved",
        code=sku_code,
        n=quantity,
    )
    if not changed:
        raise UnknownSku


def reprice(sku_code: str, price_fen: int) -> None:
    """Change a price; orders already placed keep theirs."""
    if not execute("UPDATE sku SET price_fen = :fen WHERE code = :code", code=sku_code, fen=price_fen):
        raise UnknownSku


def add_brand(draft: BrandDraft) -> int:
    """List a brand."""
    made = row(
        int,
        """INSERT INTO brand (code, name_zh, name_en, story_zh, story_en, picture, created_at)
           VALUES (:code, :name_zh, :name_en, :story_zh, :story_en, :picture, :now) RETURNING id""",
        code=draft.code,
        name_zh=draft.name_zh,
        name_en=draft.name_en,
        story_zh=draft.story_zh,
        story_en=draft.story_en,
        picture=draft.picture,
        now=clock.now(),
    )
    assert made is not None  # noqa: S101 - an INSERT without a condition returns its row
    return made


def add_product(draft: ProductDraft) -> int:
    """List a product with its variants; its brand must be known."""
    made = row(
        int,
        """INSERT INTO product (code, brand_id, name_zh, name_en, summary_zh, summary_en, story_zh, story_en, pictures,
                                card_picture, commission_rate_bp, status, created_at)
           SELECT :code, brand.id, :name_zh, :name_en, :summary_zh, :summary_en, :story_zh, :story_en,
                  CAST(:pictures AS text[]), :card_picture, :commission_rate_bp, :on_sale, :now
           FROM brand WHERE brand.code = :brand_code RETURNING id""",
        code=draft.code,
        brand_code=draft.brand_code,
        name_zh=draft.name_zh,
        name_en=draft.name_en,
        summary_zh=draft.summary_zh,
        summary_en=draft.summary_en,
        story_zh=draft.story_zh,
        story_en=draft.story_en,
        pictures=list(draft.pictures),
        card_picture=draft.card_picture,
        commission_rate_bp=draft.commission_rate_bp,
        on_sale=ON_SALE,
        now=clock.now(),
    )
    if made is None:
        raise UnknownProduct(f"there is no brand {draft.brand_code}")
    for position, sku in enumerate(draft.skus):
        _add_sku(made, position, sku)
    return made


def _add_sku(product_id: int, position: int, draft: SkuDraft) -> None:
    execute(
        """INSERT INTO sku (code, product_id, position, name_zh, name_en, price_fen, on_hand, most_per_order)
           VALUES (:code, :product_id, :position, :name_zh, :name_en, :price_fen, :on_hand, :most_per_order)""",
        code=draft.code,
        product_id=product_id,
        position=position,
        name_zh=draft.name_zh,
        name_en=draft.name_en,
        price_fen=draft.price_fen,
        on_hand=draft.on_hand,
        most_per_order=draft.most_per_order,
    )


def list_product(code: str) -> None:
    """Offer a product (again)."""
    _set_status(code, ON_SALE)


def withdraw_product(code: str) -> None:
    """Offer a product no more; orders already placed stand."""
    _set_status(code, OFF)


def _set_status(code: str, status: str) -> None:
    if not execute("UPDATE product SET status = :status WHERE code = :code", code=code, status=status):
        raise UnknownProduct
