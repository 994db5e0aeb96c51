"""What a buyer fills in: where to send it, and a note."""

import re

from wtforms import HiddenField, StringField, TelField

from webapp.kernel.errors import Invalid
from webapp.trade import orders
from webapp.trade.orders import Address, BadAddress
from webapp.web.forms import LinesField, stripped, whole_number
from webapp.web.share.forms import ShareForm

FIELDS = ("recipient", "phone", "region", "detail")
MAX_KEY_LENGTH = 64
MOBILE_DIGITS = 11
_LOOKS_MOBILE = re.compile(r"1")  # a landline begins with 0, a foreign number with +


def _needed(autocomplete: str, **more: object) -> dict[str, object]:
    return {"autocomplete": autocomplete, "required": True, **more}


class CheckoutForm(ShareForm):
    """The delivery address and a note for so many of one SKU. `key` makes a form that is sent twice one order."""

    sku = HiddenField()
    quantity = HiddenField()
    key = HiddenField()

    recipient = StringField("checkout.recipient", filters=[stripped], render_kw=_needed("name"))
    phone = TelField("checkout.phone", filters=[stripped], render_kw=_needed("tel", inputmode="tel"))
    region = StringField("checkout.region", filters=[stripped], render_kw=_needed("address-level2"))
    detail = LinesField(
        "checkout.detail",
        filters=[stripped],
        description="checkout.detail_hint",
        render_kw=_needed("street-address", rows=2),
    )
    note = StringField("checkout.note", filters=[stripped], description="checkout.note_hint")

    @property
    def wanted(self) -> int | None:
        """How many are wanted; None for what is no number."""
        return whole_number(self.quantity.data or "")

    def require_hidden(self) -> None:
        """Raise Invalid when what the buyer does not see is nothing our page has ever put there."""
        if self.wanted is None or not 0 < len(self.key.data or "") <= MAX_KEY_LENGTH:
            raise Invalid

    @property
    def address(self) -> Address:
        return Address(*(self[name].data or "" for name in FIELDS))

    @property
    def typed(self) -> tuple[str, ...]:
        """Everything that makes this order this one."""
        return tuple(self[name].data or "" for name in (*FIELDS, "note"))

    def validate(self, extra_validators: object = None) -> bool:
        """Mark every field that must be corrected, all at once; the domain has the last word on an address."""
        right = super().validate(extra_validators)
        digits = "".join(c for c in self.phone.data or "" if c.isdigit())
        wrong = {name for name in FIELDS if not self[name].data}
        if _LOOKS_MOBILE.match(self.phone.data or "") and len(digits) != MOBILE_DIGITS:
            wrong.add("phone")
        try:
            orders.checked_address(self.address)
        except BadAddress as error:
            wrong.add(str(error.evidence["field"]))
        if len(self.note.data or "") > orders.MAX_NOTE_LENGTH:
            wrong.add("note")
        for name in wrong:
            self.refuse(name, self.phrase(f"checkout.bad_{name}", n=len(digits)))
        return bool(right) and not wrong
