"""The price of a choice on a share page, quoted in place while somebody chooses."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import NotFound
from webapp.pages.queries.quote import Quote, quote_of
from webapp.pages.share.share_access import resolve_link
from webapp.trade import catalog
from webapp.trade.catalog import ProductView, ProductWithdrawn
from webapp.web.share.blueprint import share
from webapp.web.share.rendering import render

MAX_DIGITS = 9


@share.get("/s/<token>/quote")
def show_quote(token: str) -> ResponseReturnValue:
    """The part of the product page that a choice changes: price, quantity, total, and what must be said about them."""
    opened = resolve_link(token)
    product = catalog.product_by_id(opened.product_id)
    if not product.on_sale:
        raise ProductWithdrawn
    step = request.args.get("step", default=0, type=int)
    quote = requested_quote(product, opened.scene_key, step=max(-1, min(step, 1)))
    if quote is None:
        raise NotFound
    return render("pages/share/_quote.html", quote=quote, is_update=True)


def requested_quote(product: ProductView, scene_key: str, *, step: int = 0) -> Quote | None:
    """The quote of what this request chooses, `step` more or fewer; nothing chosen is one piece."""
    wanted = whole_number(request.values.get("quantity", "1"))
    return quote_of(
        product,
        scene_key,
        sku_code=request.values.get("sku", ""),
        wanted=None if wanted is None else wanted + step,
        now=clock.now(),
    )


def whole_number(text: str) -> int | None:
    """A quantity as it was typed; None when it is no whole number or longer than any order."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None
