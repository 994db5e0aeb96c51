"""An unpaid order ends: closed at WeChat first, and only then its stock is free for others."""

from typing import Literal

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade import catalog, orders, payments
from webapp.trade.orders import PayableOrder, Transition, states
from webapp.trade.payments.flows.close_payment_attempt import close_payment_attempt


def close_order(order_no: str, *, event: Literal["cancelled", "expired"], actor: str) -> bool:
    """Close an order; False when it was paid or has moved on.

    WeChat's side ends first: stock given back while somebody can still pay would be sold twice.
    """
    while True:
        with transaction():
            order = payments.lock_order(order_no)
            if order.state != states.PENDING_PAYMENT:
                return order.state == states.CLOSED
            waiting = payments.open_attempts(order.id)
            if not waiting:
                # No attempt is open and none can begin while we hold the order's row.
                _end(order, event, actor)
                return True
        for attempt in waiting:
            if not close_payment_attempt(attempt.out_trade_no):
                return False


def _end(order: PayableOrder, event: str, actor: str) -> None:
    step = Transition(event=event, before=states.PENDING_PAYMENT, after=states.CLOSED, actor=actor, at=clock.now())
    orders.apply_transition(order.id, step)
    catalog.release(orders.stock_of(order.id))
