"""Buying: an order is placed once, paid, received, or given back."""

from collections.abc import Sequence
from typing import Literal

from apiflask import APIBlueprint
from pydantic import BaseModel, Field

from webapp.journeys.place_order import IdempotentRequest, OrderInput, place_order
from webapp.kernel import ratelimit
from webapp.kernel.errors import Invalid
from webapp.kernel.idempotency import fingerprint
from webapp.kernel.settings import settings
from webapp.pages.api.shares import reference
from webapp.people import identity
from webapp.referral import visits
from webapp.trade import orders, refunds
from webapp.trade.orders import Address, OrderView
from webapp.trade.orders.api.shapes import (
    OrderDetailResponse,
    OrderParts,
    OrderRequest,
    OrdersResponse,
    PaymentResponse,
    PaymentSheetResponse,
    RefundRequest,
    RefundResponse,
    order_detail,
    order_out,
)
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.close_order import cancel_order
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.web.api.guard import MINUTE, caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import PageQuery, RequestModel

section = APIBlueprint("orders", __name__)
MAX_KEY_LENGTH = 255
Role = Literal["buyer", "shopkeeper"]


class IdempotencyKeyNeeded(Invalid):
    """Placing an order needs an Idempotency-Key header, so that trying again never buys twice."""


class OrderHeaders(BaseModel):
    """A key of the client's own making, one per order; the same key with the same body is the same order."""

    idempotency_key: str = Field(
        "", max_length=MAX_KEY_LENGTH, description="A random text of up to 255 characters; kept for a week."
    )


class RoleQuery(RequestModel):
    """As whom."""

    role: Role = Field("buyer", description="`shopkeeper`: what was sold through my shares, buyers masked.")


class OrdersQuery(PageQuery, RoleQuery):
    """Whose orders."""


@section.post("/orders")
@section.input(OrderHeaders, location="headers")
@section.input(OrderRequest)
@section.output(OrderDetailResponse, status_code=201)
def make_order(headers_data: OrderHeaders, json_data: OrderRequest) -> tuple[OrderDetailResponse, int, dict[str, str]]:
    """Place an order

    Prices, chain and rates are promised now, stock is held until `expires_at`. Sent again with the same
    `Idempotency-Key`, the same order comes back with `Idempotency-Replayed: true`; another body under that key is
    refused with `key_reused`.
    """
    key = headers_data.idempotency_key.strip()
    if not key:
        raise IdempotencyKeyNeeded
    me = caller().person_id
    ratelimit.count(f"order:{me}", most=settings().orders_per_minute, seconds=MINUTE)
    keyed = IdempotentRequest(f"person:{me}", key, fingerprint("POST /orders", json_data.model_dump_json()))
    placed = place_order(_wish(me, json_data), repeatable=keyed)
    headers = {"Location": f"/api/v1/orders/{placed.no}"}
    if placed.repeated:
        headers["Idempotency-Replayed"] = "true"
    return _detail(orders.order_for(me, placed.no)), 201, headers


@section.get("/orders")
@section.input(OrdersQuery, location="query")
@section.output(OrdersResponse)
@for_shopkeepers
def list_orders(query_data: OrdersQuery) -> OrdersResponse:
    """My orders

    What I bought; or, with `role=shopkeeper`, what was sold through my shares, the buyers masked.
    """
    if query_data.role == "shopkeeper":
        shop_id = caller().shop_id
        found = orders.orders_through(shop_id, cursor=query_data.cursor, limit=query_data.limit)
        parts = _parts(found.items, seen_by=shop_id)
    else:
        found = orders.orders_of(caller().person_id, cursor=query_data.cursor, limit=query_data.limit)
        parts = _parts(found.items)
    return OrdersResponse(
        items=[order_out(each, parts, language()) for each in found.items], next_cursor=found.next_cursor
    )


@section.get("/orders/<no>")
@section.input(RoleQuery, location="query")
@section.output(OrderDetailResponse)
@for_shopkeepers
def read_order(no: str, query_data: RoleQuery) -> OrderDetailResponse:
    """One order

    Mine; or, with `role=shopkeeper`, one that was sold through my share. Anybody else's does not exist.
    """
    if query_data.role == "shopkeeper":
        shop_id = caller().shop_id
        return _detail(orders.order_through(shop_id, no), seen_by=shop_id)
    return _detail(orders.order_for(caller().person_id, no))


@section.post("/orders/<no>/payment")
@section.output(PaymentResponse)
def pay_order(no: str) -> PaymentResponse:
    """Pay

    Announces the payment to WeChat and answers what `wx.requestPayment` needs. Its success callback proves nothing:
    ask `GET /orders/{no}/payment` afterwards. Asking again reuses the payment that is open.
    """
    started = start_payment(caller().person_id, no, appid=settings().wechat_mini_appid)
    sheet = PaymentSheetResponse(**{name: started.params[name] for name in PaymentSheetResponse.model_fields})
    return PaymentResponse(out_trade_no=started.out_trade_no, sheet=sheet)


@section.get("/orders/<no>/payment")
@section.output(OrderDetailResponse)
def check_order(no: str) -> OrderDetailResponse:
    """Is it paid?

    Asks WeChat itself if we have not heard yet, and answers the order as it stands then.
    """
    return _detail(check_payment(caller().person_id, no))


@section.post("/orders/<no>/cancellation")
@section.output(OrderDetailResponse)
def cancel(no: str) -> OrderDetailResponse:
    """Cancel an unpaid order

    Closed at WeChat first. If it was paid at that very moment it stays paid; ask for a refund instead.
    """
    return _detail(cancel_order(caller().person_id, no))


@section.post("/orders/<no>/receipt")
@section.output(OrderDetailResponse)
def receive(no: str) -> OrderDetailResponse:
    """It has arrived

    From now the return window runs; saying it again changes nothing.
    """
    return _detail(confirm_receipt(caller().person_id, no))


@section.post("/orders/<no>/refunds")
@section.input(RefundRequest)
@section.output(RefundResponse, status_code=201)
def refund(no: str, json_data: RefundRequest) -> RefundResponse:
    """Give it back

    All of the money goes back the way it came. Asking again while one is under way answers the same refund.
    """
    me = caller().person_id
    number = request_refund(no, by=f"person:{me}", text=json_data.text)
    return RefundResponse(out_refund_no=number, order=_detail(orders.order_for(me, no)))


def _wish(me: int, asked: OrderRequest) -> OrderInput:
    return OrderInput(
        buyer_id=me,
        visitor_id=visits.visitor_of_person(me),
        token=asked.token,
        visit_ref=reference(asked.visit_id) if asked.visit_id else None,
        items=[(item.sku_code, item.quantity) for item in asked.items],
        address=Address(**asked.address.model_dump()),
        note=asked.note,
        language=language(),
        source="mini",
    )


def _detail(found: OrderView, *, seen_by: int | None = None) -> OrderDetailResponse:
    parts = _parts([found], seen_by=seen_by)
    return order_detail(found, parts, language(), history=orders.history(found.no))


def _parts(found: Sequence[OrderView], *, seen_by: int | None = None) -> OrderParts:
    """Nobody can have asked for money back before paying, so unpaid orders cost no look at refunds."""
    return OrderParts(
        shopkeepers=identity.cards([each.shopkeeper_id for each in found if each.shopkeeper_id is not None]),
        refund_states=refunds.refund_states([each.id for each in found if each.paid_at is not None]),
        seen_by=seen_by,
    )
