"""Orders found and understood: list with filters, and one order with everything that belongs to it."""

from datetime import datetime
from typing import Any

from flask import render_template

from webapp.kernel.paging import Page
from webapp.kernel.privacy import masked_name, masked_phone
from webapp.kernel.settings import settings
from webapp.money import commission, ledger
from webapp.money.ledger.admin import owners_of
from webapp.pages.admin.forms import RefundForm, ShipmentForm
from webapp.referral.attribution import staff_queries as attribution_staff_queries
from webapp.trade.orders import staff_queries as orders_staff_queries
from webapp.trade.orders import states
from webapp.trade.refunds import staff_queries as refunds_staff_queries
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Days, Search, Shopkeeper
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import moment, named, t

STATES = (
    states.PENDING_PAYMENT,
    states.PAID,
    states.SHIPPED,
    states.RECEIVED,
    states.SETTLED,
    states.REFUNDING,
    states.REFUNDED,
    states.CLOSED,
)


def _orders(*, cursor: str | None, **wanted: Any) -> Page[orders_staff_queries.OrderRow]:
    return orders_staff_queries.orders(orders_staff_queries.OrderFilter(**wanted), cursor=cursor)


ORDERS = AdminList(
    endpoint="orders",
    path="/orders",
    permission="orders.view",
    words="orders",
    columns=(
        Column(key="no", label="orders.no", cell="own", is_heading=True),
        Column(key="name", label="orders.goods", cell="own", plain=named),
        Column(key="shop_name", label="orders.keeper", cell="own"),
        Column(key="buyer", label="orders.buyer", cell="own", plain=lambda order: masked_name(order.buyer)),
        Column(key="state", label="orders.state", cell="own", plain=worded("order.state.", "state")),
        Column(key="pieces", label="orders.pieces", cell="count"),
        Column(key="total_fen", label="orders.amount", cell="money"),
        Column(key="created_at", label="orders.placed", cell="own"),
    ),
    filters=(
        Search(name="q", label="orders.search", argument="search"),
        Choice(name="state", label="orders.state", options=STATES, words="order.state."),
        Choice(name="source", label="orders.source", options=("h5", "mini"), words="orders.source."),
        Days(name="from", label="list.from"),
        Shopkeeper(name="shopkeeper", label="orders.keeper", argument="shopkeeper_code", is_hidden=True),
        Search(name="product", label="orders.goods", argument="product_code", is_hidden=True),
    ),
    query=_orders,
    cells="pages/admin/_order_cells.html",
)
register_list(ORDERS, group="selling", place=10)


@admin.get("/orders/<no>")
@needs("orders.view")
def order(no: str) -> str:
    """One order, from the share it came by to the last fen."""
    return order_page(no)


def order_page(no: str, *, shipment: ShipmentForm | None = None, refund: RefundForm | None = None) -> str:
    """The page of an order with its forms, one of them perhaps as it was sent."""
    file = refunds_staff_queries.order_details(no)
    transactions = ledger.transactions_about(f"order:{no}")
    return render_template(
        "pages/admin/order.html",
        order=file.order,
        file=file,
        address=_address(file.order),
        history=_history(file),
        attribution=attribution_staff_queries.attribution(file.order.attribution_id),
        rewards=commission.earnings_about(no),
        transactions=transactions,
        owners=owners_of(transactions),
        shipment=shipment or ShipmentForm(formdata=None),
        refund=refund or RefundForm(formdata=None),
        refundable=file.order.state in states.REFUNDABLE_BY_STAFF,
        hold_days=settings().settle_hold_seconds // 86_400,
    )


def _address(order: refunds_staff_queries.StaffOrder) -> dict[str, str]:
    """Whole for who ships, masked for everybody else."""
    address = order.address
    if me().may("orders.address"):
        return address
    return address | {
        "recipient": masked_name(address.get("recipient", "")),
        "phone": masked_phone(address.get("phone", "")),
        "detail": "****",
    }


def _history(file: refunds_staff_queries.OrderDetails) -> list[dict[str, str]]:
    """What happened, then what is still to come."""
    done = [
        {
            "label": t(f"order.event.{each.event}"),
            "state": "done",
            "at": moment(each.at, "second"),
            "iso": each.at.isoformat(),
            "note": _note(each),
        }
        for each in file.events
    ]
    return done + _ahead(file.order)


def _note(event: refunds_staff_queries.StaffEvent) -> str:
    kind = event.actor.partition(":")[0]
    return t("order.actor.staff", name=event.staff_name) if kind == "staff" else t(f"order.actor.{kind}")


def _ahead(order: refunds_staff_queries.StaffOrder) -> list[dict[str, str]]:
    steps: dict[str, list[tuple[str, datetime | None]]] = {
        states.PENDING_PAYMENT: [("paid", order.expires_at), ("shipped", None), ("received", None), ("settled", None)],
        states.PAID: [("shipped", None), ("received", None), ("settled", None)],
        states.SHIPPED: [("received", order.receipt_due_at), ("settled", None)],
        states.RECEIVED: [("settled", order.settle_due_at)],
        states.REFUNDING: [("refunded", None)],
    }
    return [
        {
            "label": t(f"order.event.{event}"),
            "state": "now" if n == 0 else "todo",
            "note": t("order.by", at=moment(due, "full")) if due else "",
        }
        for n, (event, due) in enumerate(steps.get(order.state, []))
    ]
