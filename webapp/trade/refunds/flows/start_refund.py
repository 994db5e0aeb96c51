"""A refund is sent to WeChat, again and again under the same number until there is a final answer."""

from webapp.kernel.db import transaction
from webapp.trade import refunds


def start_refund(out_refund_no: str) -> None:
    """Send a refund to WeChat; raises WechatTrouble when the outcome is unknown, so that the job is tried again."""
    with transaction():
        refund = refunds.refund_of(out_refund_no)
    if refund is None or refund.state not in refunds.UNANSWERED:
        return
    status = refunds.send_to_wechat(refund)
    with transaction():
        refunds.record_refund_status(status, notice_id=None)
