"""An unpaid order ends, by its buyer or by the clock: closed at WeChat first, and only then its stock is free."""

import logging
from typing import Literal

from webapp.gateways.wechat import WechatTrouble
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade import catalog, orders, payments
from webapp.trade.orders import PayableOrder, Transition, due, states

BATCH = 100
log = logging.getLogger(__name__)


def cancel_order(buyer_id: int, order_no: str) -> orders.OrderView:
    """Close the buyer's own unpaid order. Paid meanwhile: it stays paid, and they are told by OrderChanged."""
    orders.order_for(buyer_id, order_no)
    if not _close(order_no, event="cancelled", actor=f"person:{buyer_id}"):
        raise orders.OrderChanged
    return orders.order_for(buyer_id, order_no)


def expire_orders() -> int:
    """Close what nobody paid in time; returns how many. One order in trouble does not hold up the others."""
    with transaction():
        late = due.expired(clock.now(), limit=BATCH)
    return sum(_expire(order_no) for order_no in late)


def _expire(order_no: str) -> bool:
    try:
        return _close(order_no, event="expired", actor="clock")
    except WechatTrouble:
        log.warning("WeChat did not answer while order %s was closed; tried again in a minute", order_no)
        return False


def _close(order_no: str, *, event: Literal["cancelled", "expired"], actor: str) -> bool:
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
            paid = payments.close_at_wechat(attempt.out_trade_no)
            with transaction():
                if not payments.record_closing(attempt.out_trade_no, paid):
                    return False


def _end(order: PayableOrder, event: str, actor: str) -> None:
    step = Transition(event=event, before=states.PENDING_PAYMENT, after=states.CLOSED, actor=actor, at=clock.now())
    orders.apply_transition(order.id, step)
    catalog.release(orders.stock_of(order.id))
