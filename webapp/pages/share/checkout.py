"""What, how many, where to: one form that loses nothing when something must be corrected."""

import secrets
from typing import Literal

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.journeys.place_order import IdempotentRequest, OrderInput, place_order
from webapp.kernel.errors import Invalid
from webapp.kernel.idempotency import fingerprint
from webapp.pages.queries.share_page import SharePage
from webapp.pages.share.checkout_form import CheckoutForm
from webapp.pages.share.share_access import limit_orders, open_page
from webapp.trade import orders
from webapp.trade.catalog import SkuView, SoldOut
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form
from webapp.web.share.visitor import consumer


@share.get("/s/<token>/checkout")
@buyer_required
def checkout(token: str) -> ResponseReturnValue:
    """The order form, with the address of the last order filled in."""
    last = next(iter(orders.orders_of(buyer(), limit=1).items), None)
    form = CheckoutForm(formdata=None, data=last.address if last else {})
    form.key = secrets.token_urlsafe(16)
    return _form(token, form)


@share.post("/s/<token>/orders")
@buyer_required
def submit_order(token: str) -> ResponseReturnValue:
    """Place the order once, however often the form is sent, and go on to pay."""
    require_own_form()
    form = CheckoutForm.sent()
    if not form.validate():
        return _form(token, form, status=422)
    limit_orders(buyer())
    sku, quantity = request.form.get("sku", ""), _quantity(request.form.get("quantity", ""))
    who = consumer()
    wish = OrderInput(
        buyer_id=buyer(),
        visitor_id=who.visitor_id if who else None,
        token=token,
        items=[(sku, quantity)],
        address=form.address,
        note=form.note.data or "",
        language=_language(),
        source="h5",
    )
    try:
        placed = place_order(wish, repeatable=_keyed(form, token, sku, quantity))
    except SoldOut:
        form.key = secrets.token_urlsafe(16)
        return _form(token, form, status=409, sold_out=True)
    return redirect(f"/s/{token}/orders/{placed.no}/pay", 303)


def _keyed(form: CheckoutForm, token: str, sku: str, quantity: int) -> IdempotentRequest:
    if not form.key:
        raise Invalid
    parts = (token, sku, str(quantity), *form.typed)
    return IdempotentRequest(f"h5:{buyer()}", form.key, fingerprint(*parts))


def _language() -> Literal["zh", "en"]:
    return "en" if language() == "en" else "zh"


def _quantity(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 1


def _form(token: str, form: CheckoutForm, *, status: int = 200, sold_out: bool = False) -> ResponseReturnValue:
    page = open_page(token)
    sku = _chosen(page)
    if sku is None:
        return redirect(f"/s/{token}", 303)
    wanted = max(1, _quantity(request.values.get("quantity", "1")))
    quantity = max(1, min(wanted, sku.available, sku.most_per_order))
    return render(
        "pages/share/checkout.html",
        status=status,
        token=token,
        page=page,
        product=page.product,
        sku=sku,
        quantity=quantity,
        reduced=quantity < wanted and not sold_out,
        sold_out=sold_out,
        form=form,
    )


def _chosen(page: SharePage) -> SkuView | None:
    """The variant the page asks for, or the first that is left."""
    wanted = request.values.get("sku", "")
    left = [sku for sku in page.product.skus if sku.available > 0]
    return next((sku for sku in page.product.skus if sku.code == wanted), left[0] if left else None)
