"""The price of a choice on a share page, quoted in place while somebody chooses."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import NotFound
from webapp.pages.queries.quote import quote_of
from webapp.pages.share.share_access import resolve_link
from webapp.trade import catalog
from webapp.trade.catalog import ProductWithdrawn
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
    step = max(-1, min(request.args.get("step", default=0, type=int), 1))
    wanted = whole_number(request.args.get("quantity", "1"))
    quote = quote_of(
        product,
        opened.scene_key,
        sku_code=request.args.get("sku", ""),
        wanted=None if wanted is None else wanted + step,
        now=clock.now(),
    )
    if quote is None:
        raise NotFound
    return render("pages/share/_quote.html", quote=quote, is_update=True)


def whole_number(text: str) -> int | None:
    """A quantity as it was typed; None when it is no whole number or longer than any order."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None
