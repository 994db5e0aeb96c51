"""What staff fill in about an order or a shopkeeper."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import BooleanField, SelectField, StringField

from webapp.kernel.errors import DomainError
from webapp.people.identity import ChainLoop
from webapp.people.identity.flows.manage_shopkeeper import MAX_REASON_LENGTH
from webapp.people.identity.staff_queries import NoSuchShopkeeper
from webapp.trade import orders
from webapp.trade.orders.words import CARRIERS
from webapp.trade.refunds.flows.request_refund import MAX_TEXT_LENGTH
from webapp.web.admin.forms import AdminForm
from webapp.web.forms import Bounded, Needed, lowered, options, stripped


class ShipmentForm(AdminForm):
    """The parcel an order leaves in."""

    carrier = SelectField(
        "order.ship.carrier", choices=options(CARRIERS), invalid_choice_message="order.ship.choose_carrier"
    )
    tracking_no = StringField(
        "order.ship.no",
        [Bounded("order.ship.bad_no", least=1, most=orders.MAX_TRACKING_NO_LENGTH)],
        [stripped],
        render_kw={"autocapitalize": "characters", "autocomplete": "off"},
    )


class RefundForm(AdminForm):
    """Why all of an order's money goes back, and that this is meant."""

    text = StringField(
        "order.refund.words",
        [Bounded("order.refund.bad_words", least=1, most=MAX_TEXT_LENGTH)],
        [stripped],
        description="order.refund.words_hint",
    )
    confirmed = BooleanField("", [Needed("order.refund.unconfirmed")])


def _reason() -> StringField:
    return StringField(
        "shopkeeper.reason", [Bounded("shopkeeper.bad_reason", least=1, most=MAX_REASON_LENGTH)], [stripped]
    )


class ReasonForm(AdminForm):
    """Why a shop is suspended or let back in."""

    reason = _reason()


class UplineForm(ReasonForm):
    """Under whom a shopkeeper should stand, and why."""

    refused_at: ClassVar[Mapping[type[DomainError], str]] = {NoSuchShopkeeper: "upline", ChainLoop: "upline"}
    upline = StringField(
        "shopkeeper.new_upline",
        [Needed("shopkeeper.upline_needed")],
        [stripped, lowered],
        description="shopkeeper.upline_hint",
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )
    # Again, so that it stands after the upline it is about.
    reason = _reason()
