"""Somebody wants their money back: the order stops where it is, and WeChat is asked by a job."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.kernel.facts import happened
from webapp.money import ledger
from webapp.money.ledger import Leg
from webapp.people.staff import audit
from webapp.trade import orders, refunds
from webapp.trade.orders import SoldOrder, Transition, states
from webapp.trade.refunds import RefundRequested

MAX_TEXT_LENGTH = 80


def request_refund(order_no: str, *, by: str, text: str = "") -> str:
    """Ask for all of an order's money back; `by` is `person:<id>` (only the buyer) or `staff:<id>`.

    Returns the refund's number. Asking again while one is under way returns the same number.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise Invalid(f"a reason has at most {MAX_TEXT_LENGTH} characters")
    with transaction():
        sold = refunds.lock_paid(order_no)
        _may_ask(sold, order_no, by)
        assert sold is not None  # noqa: S101 - _may_ask has refused it otherwise
        if sold.state == states.REFUNDING:
            return refunds.open_refund_of(sold.order_id, sold.payment_id)
        return _ask(sold, by, text)


def _may_ask(sold: SoldOrder | None, order_no: str, by: str) -> None:
    who, _, number = by.partition(":")
    if sold is None:
        # Nothing has paid it: a stranger learns nothing, others that there is nothing to refund.
        order = orders.order_for(int(number), order_no) if who == "person" else orders.order(order_no)
        raise orders.NotRefundable(state=order.state)
    if who == "person" and sold.buyer_id != int(number):
        raise orders.OrderNotFound
    allowed = states.REFUNDABLE_BY_STAFF if who == "staff" else states.REFUNDABLE_BY_BUYER
    if sold.state not in allowed | {states.REFUNDING}:
        raise orders.NotRefundable(state=sold.state)


def _ask(sold: SoldOrder, by: str, text: str) -> str:
    now = clock.now()
    out_refund_no = orders.new_number("R", now)
    orders.apply_transition(
        sold.order_id,
        Transition(event="refund_requested", before=sold.state, after=states.REFUNDING, actor=by, at=now),
        detail={"out_refund_no": out_refund_no},
    )
    draft = refunds.RefundDraft(
        order_id=sold.order_id,
        payment_id=sold.payment_id,
        out_refund_no=out_refund_no,
        amount_fen=sold.amount_fen,
        reason=refunds.REQUESTED,
        text=text.strip(),
        requested_by=by,
        created_at=now,
    )
    if not refunds.add_refund(draft):
        raise orders.OrderChanged
    ledger.post(
        "refund_promised",
        key=f"refund_promised:{out_refund_no}",
        reference=f"order:{sold.no}",
        legs=[Leg("sales", "", -sold.amount_fen), Leg("refunds_payable", "", sold.amount_fen)],
        explanation={"order_no": sold.no, "out_refund_no": out_refund_no},
        event_at=now,
    )
    who, _, number = by.partition(":")
    if who == "staff":
        audit.record(int(number), "refund_requested", f"order:{sold.no}", out_refund_no=out_refund_no, words=text)
    happened(RefundRequested(out_refund_no=out_refund_no))
    return out_refund_no
