"""The time to pay is over."""

import logging

from webapp.gateways.wechat import WechatTrouble
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade.orders import due
from webapp.trade.payments.flows.close_order import close_order

BATCH = 100
log = logging.getLogger(__name__)


def expire_orders() -> int:
    """Close what nobody paid in time; returns how many. One order in trouble does not hold up the others."""
    with transaction():
        late = due.expired(clock.now(), limit=BATCH)
    return sum(_expire(order_no) for order_no in late)


def _expire(order_no: str) -> bool:
    try:
        return close_order(order_no, event="expired", actor="clock")
    except WechatTrouble:
        log.warning("WeChat did not answer while order %s was closed; tried again in a minute", order_no)
        return False
