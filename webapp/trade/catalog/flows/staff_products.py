"""Staff change what is offered: whether, for how much, how many, and what its seller earns."""

from dataclasses import asdict

from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid, Refused
from webapp.kernel.settings import settings
from webapp.people.staff import StaffMember, audit
from webapp.trade import catalog
from webapp.trade.catalog import OFF, ON_SALE, staff_queries

MAX_PRICE_FEN = 10_000_000
MAX_DELIVERED = 1_000_000


class BadFigures(Invalid):
    """A price, a quantity or a rate is not a valid number."""


class RateBeyondLaw(Refused):
    """This commission rate is above the legal limit or the platform's own ceiling."""


def change_product(by: StaffMember, code: str, *, status: str, commission_rate_bp: int) -> bool:
    """Offer a product or withdraw it, and set what later orders of it earn; False when nothing was different."""
    if status not in (ON_SALE, OFF) or commission_rate_bp < 0:
        raise BadFigures
    if commission_rate_bp > settings().commission_rate_cap_bp:
        raise RateBeyondLaw
    with transaction():
        before = asdict(staff_queries.lock_product(code))
        different = audit.changes(before, {"status": status, "commission_rate_bp": commission_rate_bp})
        if "commission_rate_bp" in different:
            staff_queries.set_rate(code, commission_rate_bp)
        if "status" in different:
            (catalog.list_product if status == ON_SALE else catalog.withdraw_product)(code)
        if different:
            audit.record(by.id, "product_changed", f"product:{code}", **different)
    return bool(different)


def change_sku(by: StaffMember, product_code: str, sku_code: str, *, price_fen: int, delivered: int) -> bool:
    """Change a variant's price, and take goods in (or write them off); False when nothing was different."""
    if not 0 < price_fen <= MAX_PRICE_FEN or abs(delivered) > MAX_DELIVERED:
        raise BadFigures
    with transaction():
        before = staff_queries.lock_sku(product_code, sku_code)
        different = audit.changes(asdict(before), {"price_fen": price_fen, "on_hand": before.on_hand + delivered})
        if "price_fen" in different:
            catalog.reprice(sku_code, price_fen)
        if delivered:
            catalog.receive_stock(sku_code, delivered)
        if different:
            audit.record(by.id, "sku_changed", f"product:{product_code}", sku=sku_code, **different)
    return bool(different)
