"""What a consumer bought: the list, one order, and what can be done about it."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.words import moment, say
from webapp.pages.share.order_forms import RefundForm, WithdrawReviewForm
from webapp.referral import attribution, shares
from webapp.social import reviews
from webapp.trade import orders
from webapp.trade.orders import OrderView, states
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.payments.flows.close_order import cancel_order
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.web.share.blueprint import share
from webapp.web.share.menu import MenuEntry, register_entry
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, nothing, render
from webapp.web.share.same_site import require_own_form

register_entry(MenuEntry(path="/orders", label_key="my_orders", position=10))

PAGE = 10
DONE = frozenset({"cancel", "receipt", "refund", "review", "review_back"})
_STAMPS = (
    ("placed", "created_at"),
    ("paid", "paid_at"),
    ("shipped", "shipped_at"),
    ("received", "received_at"),
    ("refunded", "refunded_at"),
    ("closed", "closed_at"),
)
_HOPED_FOR = ("placed", "paid", "shipped", "received")


@share.get("/orders")
@buyer_required
def my_orders() -> ResponseReturnValue:
    """All orders of this person, newest first."""
    found = orders.orders_of(buyer(), cursor=request.args.get("cursor"), limit=PAGE)
    return render("pages/share/orders.html", orders=found.items, next_cursor=found.next_cursor)


@share.get("/orders/<no>")
@buyer_required
def my_order(no: str) -> ResponseReturnValue:
    """One order: how it stands, what comes next, what can be done."""
    return _page(orders.order_for(buyer(), no), RefundForm(formdata=None))


@share.get("/orders/<no>/part")
@buyer_required
def my_order_since(no: str) -> ResponseReturnValue:
    """The order as it stands now, for a page that has `seen` it in another state; nothing when it has not changed."""
    order = orders.order_for(buyer(), no)
    if order.state == request.args.get("seen"):
        return nothing()
    return _page(order, RefundForm(formdata=None), template="pages/share/_order.html", is_update=True)


def _page(
    order: OrderView,
    refund_form: RefundForm,
    *,
    template: str = "pages/share/order.html",
    is_update: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    return render(
        template,
        status=status,
        here=f"/orders/{order.no}",
        is_update=is_update,
        ages=order.state not in states.AT_REST,
        refund_form=refund_form,
        withdrawal_form=WithdrawReviewForm(formdata=None),
        order=order,
        steps=progress_of(order, language()),
        token=_token(order),
        due=order.expires_at if order.state == states.PENDING_PAYMENT else order.receipt_due_at,
        about=reviews.order_reviews(order, now=clock.now()),
        done=request.args.get("done") if request.args.get("done") in DONE else None,
    )


def _token(order: OrderView) -> str | None:
    """The link it was bought through, to pay or look again."""
    credit = attribution.attribution_of(f"order:{order.no}")
    if credit is None:
        return None
    pages = [seen["share_id"] for seen in credit.considered if seen["page"]]
    share_id = next(iter(pages), credit.share_id)
    return None if share_id is None else shares.share_token(shares.share_by_id(share_id).ref)


@share.post("/orders/<no>/cancellation")
@buyer_required
def cancel(no: str) -> ResponseReturnValue:
    """Give up an unpaid order."""
    require_own_form()
    cancel_order(buyer(), no)
    return redirect(f"/orders/{no}?done=cancel", 303)


@share.post("/orders/<no>/receipt")
@buyer_required
def confirm_order_receipt(no: str) -> ResponseReturnValue:
    """Say that it arrived."""
    require_own_form()
    confirm_receipt(buyer(), no)
    return redirect(f"/orders/{no}?done=receipt", 303)


@share.post("/orders/<no>/refund")
@buyer_required
def refund(no: str) -> ResponseReturnValue:
    """Ask for the money back, in full; a reason that is too long is kept and said to be so."""
    require_own_form()
    form = RefundForm()
    if not form.validate():
        return _page(orders.order_for(buyer(), no), form, status=422)
    request_refund(no, by=f"person:{buyer()}", text=form.text.data or "")
    return redirect(f"/orders/{no}?done=refund", 303)


def progress_of(order: OrderView, chosen: str) -> list[dict[str, str]]:
    """The order's way: what happened with its time, and what is hoped for."""
    happened = {name: getattr(order, stamp) for name, stamp in _STAMPS if getattr(order, stamp)}
    steps = [
        {"label": say(f"order.event.{name}", chosen), "state": "done", "at": moment(at, chosen), "iso": at.isoformat()}
        for name, at in sorted(happened.items(), key=lambda item: item[1])
    ]
    if order.state == states.REFUNDING:
        return [*steps, {"label": say("order.event.refund_requested", chosen), "state": "now"}]
    if order.state in (states.REFUNDED, states.CLOSED):
        return steps
    missing = [name for name in _HOPED_FOR if name not in happened]
    return steps + [
        {"label": say(f"order.event.{name}", chosen), "state": "todo" if n else "now"} for n, name in enumerate(missing)
    ]
