"""What, how many, where to: one form that loses nothing when something must be corrected."""

import re
import secrets
from dataclasses import asdict, dataclass, field
from typing import Literal

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.journeys.place_order import IdempotentRequest, OrderInput, place_order
from webapp.kernel.errors import Invalid
from webapp.kernel.idempotency import fingerprint
from webapp.kernel.words import say
from webapp.pages.queries.share_page import SharePage
from webapp.pages.share.share_access import limit_orders, open_page
from webapp.trade import orders
from webapp.trade.catalog import SkuView, SoldOut
from webapp.trade.orders import Address, BadAddress
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form
from webapp.web.share.visitor import consumer

FIELDS = ("recipient", "phone", "region", "detail")
MAX_KEY_LENGTH = 64
MOBILE_DIGITS = 11
_LOOKS_MOBILE = re.compile(r"1")  # a landline begins with 0, a foreign number with +


@dataclass(slots=True)
class CheckoutForm:
    """A checkout form as it was filled in, with what must be corrected."""

    recipient: str = ""
    phone: str = ""
    region: str = ""
    detail: str = ""
    note: str = ""
    key: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> Address:
        return Address(self.recipient, self.phone, self.region, self.detail)


def from_form() -> CheckoutForm:
    """What the buyer sent."""
    filled = CheckoutForm(key=request.form.get("key", "")[:MAX_KEY_LENGTH])
    for name in (*FIELDS, "note"):
        setattr(filled, name, request.form.get(name, "").strip())
    return filled


def checked(filled: CheckoutForm) -> CheckoutForm:
    """Mark every field that must be corrected, all at once; the domain has the last word on an address."""
    wrong = [name for name in FIELDS if not getattr(filled, name)]
    if _LOOKS_MOBILE.match(filled.phone) and len(_digits(filled.phone)) != MOBILE_DIGITS:
        wrong.append("phone")
    try:
        orders.checked_address(filled.address)
    except BadAddress as error:
        wrong.append(str(error.evidence["field"]))
    if len(filled.note) > orders.MAX_NOTE_LENGTH:
        wrong.append("note")
    for name in wrong:
        filled.errors[name] = say(f"checkout.bad_{name}", language(), n=len(_digits(filled.phone)))
    return filled


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


@share.get("/s/<token>/checkout")
@buyer_required
def checkout(token: str) -> ResponseReturnValue:
    """The order form, with the address of the last order filled in."""
    filled = CheckoutForm(key=secrets.token_urlsafe(16))
    for last in orders.orders_of(buyer(), limit=1).items:
        for name in FIELDS:
            setattr(filled, name, last.address.get(name, ""))
    return _form(token, filled)


@share.post("/s/<token>/orders")
@buyer_required
def submit_order(token: str) -> ResponseReturnValue:
    """Place the order once, however often the form is sent, and go on to pay."""
    require_own_form()
    filled = checked(from_form())
    if filled.errors:
        return _form(token, filled, status=422)
    limit_orders(buyer())
    sku, quantity = request.form.get("sku", ""), _quantity(request.form.get("quantity", ""))
    who = consumer()
    wish = OrderInput(
        buyer_id=buyer(),
        visitor_id=who.visitor_id if who else None,
        token=token,
        items=[(sku, quantity)],
        address=filled.address,
        note=filled.note,
        language=_language(),
        source="h5",
    )
    try:
        placed = place_order(wish, repeatable=_keyed(filled, token, sku, quantity))
    except SoldOut:
        filled.key = secrets.token_urlsafe(16)
        return _form(token, filled, status=409, sold_out=True)
    return redirect(f"/s/{token}/orders/{placed.no}/pay", 303)


def _keyed(filled: CheckoutForm, token: str, sku: str, quantity: int) -> IdempotentRequest:
    if not filled.key:
        raise Invalid
    asked = asdict(filled)
    parts = (token, sku, str(quantity), *(str(asked[name]) for name in (*FIELDS, "note")))
    return IdempotentRequest(f"h5:{buyer()}", filled.key, fingerprint(*parts))


def _language() -> Literal["zh", "en"]:
    return "en" if language() == "en" else "zh"


def _quantity(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 1


def _form(token: str, filled: CheckoutForm, *, status: int = 200, sold_out: bool = False) -> ResponseReturnValue:
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
        filled=filled,
    )


def _chosen(page: SharePage) -> SkuView | None:
    """The variant the page asks for, or the first that is left."""
    wanted = request.values.get("sku", "")
    left = [sku for sku in page.product.skus if sku.available > 0]
    return next((sku for sku in page.product.skus if sku.code == wanted), left[0] if left else None)
