"""A notification may never come: attempts WeChat is silent on are asked about by the minute, needless ones ended."""

import logging
from datetime import timedelta

from webapp.gateways.wechat import WechatTrouble, wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade import payments

QUIET = timedelta(seconds=30)
BATCH = 50
log = logging.getLogger(__name__)


def poll_payments() -> int:
    """Ask about attempts WeChat has been silent on; returns how many turned out paid."""
    with transaction():
        waiting = payments.attempts_to_poll(clock.now() - QUIET, limit=BATCH)
        needless = payments.superfluous_attempts(limit=BATCH)
    for out_trade_no in needless:
        _end(out_trade_no)
    return sum(_paid(out_trade_no) for out_trade_no in waiting)


def _paid(out_trade_no: str) -> bool:
    try:
        status = wechat().pay.query(out_trade_no)
    except WechatTrouble:
        log.warning("WeChat did not answer about %s; asked again in a minute", out_trade_no)
        return False
    with transaction():
        return payments.record_payment_status(status, notice_id=None).outcome == "paid"


def _end(out_trade_no: str) -> None:
    """Nobody shall pay an order twice; whoever has already done so gets it back on the way."""
    try:
        paid = payments.close_at_wechat(out_trade_no)
    except WechatTrouble:
        log.warning("WeChat did not answer while %s was closed; tried again in a minute", out_trade_no)
        return
    with transaction():
        payments.record_closing(out_trade_no, paid)
