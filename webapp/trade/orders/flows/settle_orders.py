"""The time for returns is over: what was promised becomes payable."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.facts import happened
from webapp.trade import orders
from webapp.trade.orders import OrderChanged, OrderSettled, Transition, states
from webapp.trade.orders import due as due_orders

BATCH = 200


def settle_orders() -> int:
    """Settle every order that is due; returns how many. One transaction each, so that one failure stays alone."""
    with transaction():
        due = due_orders.to_settle(clock.now(), limit=BATCH)
    return sum(settle_order(order_no) for order_no in due)


def settle_order(order_no: str) -> bool:
    """Make an order's rewards payable; False when a refund or another worker was faster."""
    try:
        with transaction():
            now = clock.now()
            order = orders.lock(order_no)
            if order.settle_due_at is None or order.settle_due_at > now:
                return False
            orders.apply_transition(
                order.id,
                Transition(event="settled", before=states.RECEIVED, after=states.SETTLED, actor="clock", at=now),
            )
            happened(
                OrderSettled(
                    order_id=order.id,
                    order_no=order.no,
                    buyer_id=order.buyer_id,
                    shopkeeper_id=order.shopkeeper_id,
                    attribution_id=order.attribution_id,
                    settled_at=now,
                )
            )
    except OrderChanged:
        return False
    return True
