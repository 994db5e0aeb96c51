"""The price of a choice on a share page, quoted in place while somebody chooses."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import NotFound
from webapp.pages.queries.quote import quote_of
from webapp.pages.share.share_access import open_product
from webapp.web.forms import whole_number
from webapp.web.share.blueprint import share
from webapp.web.share.rendering import render


@share.get("/s/<token>/quote")
def show_quote(token: str) -> ResponseReturnValue:
    """The part of the product page that a choice changes: price, quantity, total, and what must be said about them."""
    opened, product = open_product(token)
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
