"""What a choice on a share page costs now: the scene of the share prices it, as it will when the order is placed."""

from dataclasses import dataclass
from datetime import datetime

from webapp.trade.catalog import ProductView, SkuView
from webapp.trade.scenes import scene_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One variant in a quantity; amounts in fen. `wanted` is None when what was asked for is no whole number."""

    sku: SkuView
    wanted: int | None
    quantity: int
    most: int
    unit_price_fen: int

    @property
    def total_fen(self) -> int:
        return self.unit_price_fen * self.quantity

    @property
    def is_sold_out(self) -> bool:
        return self.most <= 0

    @property
    def note(self) -> str:
        """The key of what must be said about it, empty when it is as it was asked for."""
        if self.is_sold_out:
            return "quote.sold_out"
        if self.wanted is None:
            return "quote.whole_number"
        return "" if self.wanted == self.quantity else "quote.at_most" if self.wanted > self.most else "quote.at_least"


def quote_of(product: ProductView, scene_key: str, *, sku_code: str, wanted: int | None, now: datetime) -> Quote | None:
    """The variant that is asked for, or the first there is any of; None when there is neither.

    The quantity is what can be ordered at once, which `note` says where it is not what was asked for.
    """
    left = [sku for sku in product.skus if sku.available > 0]
    sku = next((sku for sku in product.skus if sku.code == sku_code), left[0] if left else None)
    if sku is None:
        return None
    most = max(0, min(sku.available, sku.most_per_order))
    quantity = max(1, min(1 if wanted is None else wanted, most))
    price = scene_of(scene_key).price(sku, quantity, now)
    return Quote(sku=sku, wanted=wanted, quantity=quantity, most=most, unit_price_fen=price.fen)
