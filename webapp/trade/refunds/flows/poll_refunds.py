"""A refund takes its time: those without a final answer are asked about by the minute."""

import logging
from datetime import timedelta

from webapp.gateways.wechat import WechatTrouble, wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade import refunds

QUIET = timedelta(seconds=60)
BATCH = 50
log = logging.getLogger(__name__)


def poll_refunds() -> int:
    """Ask about refunds without a final answer; returns how many were asked about."""
    with transaction():
        waiting = refunds.refunds_to_poll(clock.now() - QUIET, limit=BATCH)
    for out_refund_no in waiting:
        try:
            _ask(out_refund_no)
        except WechatTrouble:
            log.warning("WeChat did not answer about refund %s; asked again in a minute", out_refund_no)
    return len(waiting)


def _ask(out_refund_no: str) -> None:
    status = wechat().pay.query_refund(out_refund_no)
    if status.status == "UNKNOWN_REFUND":
        # Our question never arrived there: it is sent again under the same number.
        with transaction():
            refund = refunds.refund_of(out_refund_no)
        if refund is None or refund.state not in refunds.UNANSWERED:
            return
        status = refunds.send_to_wechat(refund)
    with transaction():
        refunds.record_refund_status(status, notice_id=None)
