"""Opening a share for a page: whoever tries forged links here is slowed down; genuine ones are never counted."""

from flask import request

from webapp.journeys.open_share import open_share
from webapp.kernel import ratelimit
from webapp.kernel.settings import settings
from webapp.kernel.signing import ForgedToken
from webapp.pages.queries.share_page import SharePage, share_page_of
from webapp.referral.shares import ResolvedShare
from webapp.trade import catalog
from webapp.trade.catalog import ProductView, ProductWithdrawn

MINUTE = 60


def resolve_link(token: str) -> ResolvedShare:
    """What a tapped link opens; raises whatever closes a share."""
    try:
        return open_share(token)
    except ForgedToken:
        ratelimit.count(f"forged:{request.remote_addr}", most=settings().forgeries_per_minute, seconds=MINUTE)
        raise


def require_on_sale(opened: ResolvedShare) -> SharePage:
    """What the page of a share shows; raises ProductWithdrawn."""
    page = share_page_of(opened)
    _require(page.product)
    return page


def open_product(token: str) -> tuple[ResolvedShare, ProductView]:
    """What a part of the page needs: the share and its product; raises as the whole page does."""
    opened = resolve_link(token)
    product = catalog.product_by_id(opened.product_id)
    _require(product)
    return opened, product


def _require(product: ProductView) -> None:
    if not product.on_sale:
        raise ProductWithdrawn


def open_page(token: str) -> SharePage:
    """Both at once."""
    return require_on_sale(resolve_link(token))


def limit_orders(person_id: int) -> None:
    """One more order of this person; raises TooMany when they place them faster than people do."""
    ratelimit.count(f"order:{person_id}", most=settings().orders_per_minute, seconds=MINUTE)
