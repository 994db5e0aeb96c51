"""What staff do to an order: ship it, give the money back."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError, Invalid
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import redirect_done, redirect_refused


class ParcelMissing(Invalid):
    """Choose a carrier and enter the tracking number."""


class Unconfirmed(Invalid):
    """Tick the confirmation before refunding, and say why."""


@admin.post("/orders/<no>/shipment")
@needs("orders.ship")
def ship(no: str) -> ResponseReturnValue:
    """The goods are on their way."""
    carrier, tracking_no = request.form.get("carrier", "").strip(), request.form.get("tracking_no", "").strip()
    try:
        if not carrier or not tracking_no:
            raise ParcelMissing
        ship_order(no, carrier=carrier, tracking_no=tracking_no, staff_id=me().id)
    except DomainError as error:
        return redirect_refused(error, "order", no=no)
    return redirect_done("order.shipped", "order", no=no)


@admin.post("/orders/<no>/refund")
@needs("orders.refund")
def refund(no: str) -> ResponseReturnValue:
    """All of it goes back to the buyer."""
    text = request.form.get("text", "").strip()
    try:
        if not text or not request.form.get("confirmed"):
            raise Unconfirmed
        request_refund(no, by=f"staff:{me().id}", text=text)
    except DomainError as error:
        return redirect_refused(error, "order", no=no)
    return redirect_done("order.refund_started", "order", no=no)
