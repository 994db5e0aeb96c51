"""What may be bought, and how many at once."""

from dataclasses import dataclass

from webapp.kernel.errors import Invalid, NotFound, Refused

# Whether a product is offered.
ON_SALE = "on_sale"
OFF = "off"


class UnknownProduct(NotFound):
    """This product is not offered here."""


class UnknownSku(NotFound):
    """One of the chosen variants is not offered here."""


class ProductWithdrawn(Refused):
    """This product is not on sale any more."""


class SoldOut(Refused):
    """There is not enough of this left."""


class QuantityLimitExceeded(Invalid):
    """This is more than one order may hold of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A SKU with what an order must remember of it; prices in fen, the rate in basis points."""

    sku_id: int
    sku_code: str
    product_id: int
    name_zh: str
    name_en: str
    picture: str
    price_fen: int
    available: int
    most_per_order: int
    commission_rate_bp: int
    on_sale: bool


def check_quantity(offer: Offer, quantity: int) -> None:
    """Whether somebody may ask for that many; whether they are there is decided where stock is reserved."""
    if not offer.on_sale:
        raise UnknownSku
    if type(quantity) is not int or quantity < 1:
        raise Invalid("a quantity is at least 1")
    if quantity > offer.most_per_order:
        raise QuantityLimitExceeded(f"at most {offer.most_per_order} of this in one order")
