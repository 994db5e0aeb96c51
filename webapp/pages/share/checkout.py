"""What, how many, where to: one form that loses nothing when something must be corrected."""

import secrets
from typing import Literal

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.journeys.place_order import IdempotentRequest, OrderInput, place_order
from webapp.kernel import clock
from webapp.kernel.idempotency import fingerprint
from webapp.pages.queries.quote import quote_of
from webapp.pages.share.checkout_form import CheckoutForm
from webapp.pages.share.share_access import limit_orders, open_page, resolve_link
from webapp.trade import orders
from webapp.trade.catalog import SoldOut
from webapp.web import htmx
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, nothing, render
from webapp.web.share.same_site import StaleForm, require_own_form
from webapp.web.share.visitor import consumer


@share.get("/s/<token>/checkout")
@buyer_required
def checkout(token: str) -> ResponseReturnValue:
    """The order form, with the address of the last order filled in."""
    last = next(iter(orders.orders_of(buyer(), limit=1).items), None)
    wanted = {"sku": request.args.get("sku", ""), "quantity": request.args.get("quantity", "1")}
    address = last.address if last else {}
    return _form(token, CheckoutForm(formdata=None, data={**address, **wanted, "key": _new_key()}))


@share.post("/s/<token>/orders")
@buyer_required
def submit_order(token: str) -> ResponseReturnValue:
    """Place the order once, however often the form is sent, and go on to pay."""
    require_own_form()
    form = CheckoutForm()
    form.require_hidden()
    if not form.validate():
        return _form(token, form, status=422)
    limit_orders(buyer())
    who = consumer()
    wish = OrderInput(
        buyer_id=buyer(),
        visitor_id=who.visitor_id if who else None,
        token=token,
        items=[(form.sku.data or "", form.wanted or 0)],
        address=form.address,
        note=form.note.data or "",
        language=_language(),
        source="h5",
    )
    try:
        placed = place_order(wish, repeatable=_keyed(form, token))
    except SoldOut:
        form.key.data = _new_key()
        return _form(token, form, status=409, sold_out=True)
    return redirect(f"/s/{token}/orders/{placed.no}/pay", 303)


@share.post("/s/<token>/checkout/field")
def check_field(token: str) -> ResponseReturnValue:
    """The field of the order form that was just left, with what must be corrected in it; nothing is kept of it.

    Answers with nothing when the field is not one of the form's, or the page is too old: sending the form will say so.
    """
    resolve_link(token)
    form, name = CheckoutForm(), htmx.asked().trigger_name
    try:
        require_own_form()
    except StaleForm:
        return nothing()
    if name not in {each.name for each in form.said}:
        return nothing()
    form.validate()
    return render("pages/share/_address_field.html", token=token, field=form[name])


def _new_key() -> str:
    return secrets.token_urlsafe(16)


def _keyed(form: CheckoutForm, token: str) -> IdempotentRequest:
    parts = (token, form.sku.data or "", str(form.wanted), *form.typed)
    return IdempotentRequest(f"h5:{buyer()}", form.key.data or "", fingerprint(*parts))


def _language() -> Literal["zh", "en"]:
    return "en" if language() == "en" else "zh"


def _form(token: str, form: CheckoutForm, *, status: int = 200, sold_out: bool = False) -> ResponseReturnValue:
    page = open_page(token)
    quote = quote_of(
        page.product, page.opened.scene_key, sku_code=form.sku.data or "", wanted=form.wanted, now=clock.now()
    )
    if quote is None:
        return redirect(f"/s/{token}", 303)
    form.sku.data, form.quantity.data = quote.sku.code, str(quote.quantity)
    return render(
        "pages/share/checkout.html",
        status=status,
        here=f"/s/{token}/checkout",
        token=token,
        product=page.product,
        quote=quote,
        sold_out=sold_out,
        form=form,
    )
