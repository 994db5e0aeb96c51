"""WeChat notifies us of what became of a refund."""

from webapp.gateways.wechat import RefundStatus
from webapp.kernel.db import transaction
from webapp.trade import refunds
from webapp.trade.refunds import RefundResult


def finish_refund(status: RefundStatus, *, notice_id: str | None) -> RefundResult:
    """Take in what WeChat says of a refund, once for all its repetitions."""
    with transaction():
        return refunds.record_refund_status(status, notice_id=notice_id)
