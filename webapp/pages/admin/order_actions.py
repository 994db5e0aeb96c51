"""What staff do to an order: ship it, give the money back."""

from flask.typing import ResponseReturnValue

from webapp.pages.admin.forms import RefundForm, ShipmentForm
from webapp.pages.admin.orders import order_page
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.forms import carry_out


@admin.post("/orders/<no>/shipment")
@needs("orders.ship")
def ship(no: str) -> ResponseReturnValue:
    """The goods are on their way."""
    form = ShipmentForm()
    return carry_out(
        form,
        lambda: ship_order(no, carrier=form.carrier.data, tracking_no=form.tracking_no.data, staff_id=me().id),
        again=lambda: order_page(no, shipment=form),
        done="order.shipped",
        endpoint="order",
        no=no,
    )


@admin.post("/orders/<no>/refund")
@needs("orders.refund")
def refund(no: str) -> ResponseReturnValue:
    """All of it goes back to the buyer."""
    form = RefundForm()
    return carry_out(
        form,
        lambda: request_refund(no, by=f"staff:{me().id}", text=form.text.data),
        again=lambda: order_page(no, refund=form),
        done="order.refund_started",
        endpoint="order",
        no=no,
    )
