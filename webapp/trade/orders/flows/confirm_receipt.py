"""The goods have arrived: from now on the time for returns runs, after which the reward is payable."""

from datetime import timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.facts import happened
from webapp.kernel.settings import settings
from webapp.trade import orders
from webapp.trade.orders import OrderChanged, OrderReceived, Transition, states
from webapp.trade.orders import due as due_orders

BATCH = 200


def confirm_receipt(buyer_id: int, order_no: str) -> orders.OrderView:
    """The buyer says it has arrived; saying so again changes nothing."""
    order = orders.order_for(buyer_id, order_no)
    if order.state not in (states.RECEIVED, states.SETTLED):
        _receive(order_no, actor=f"person:{buyer_id}")
    return orders.order_for(buyer_id, order_no)


def confirm_receipts() -> int:
    """Count orders as received that nobody confirmed in time; returns how many."""
    with transaction():
        due = due_orders.to_receive(clock.now(), limit=BATCH)
    return sum(_received(order_no) for order_no in due)


def _received(order_no: str) -> bool:
    try:
        _receive(order_no, actor="clock")
    except OrderChanged:
        # The buyer, a refund or another worker was faster.
        return False
    return True


def _receive(order_no: str, *, actor: str) -> None:
    with transaction():
        now = clock.now()
        due_at = now + timedelta(seconds=settings().settle_hold_seconds)
        order = orders.lock(order_no)
        step = Transition(event="received", before=states.SHIPPED, after=states.RECEIVED, actor=actor, at=now)
        orders.apply_transition(order.id, step, due_at=due_at)
        happened(OrderReceived(order_no=order_no, received_at=now, settle_due_at=due_at))
