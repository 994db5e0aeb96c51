"""A refund is sent to WeChat, again and again under the same number until there is a final answer."""

from webapp.gateways.wechat import RefundRequest, RefundStatus, wechat
from webapp.kernel.db import transaction
from webapp.trade import refunds
from webapp.trade.refunds import OpenRefund
from webapp.trade.refunds.flows.finish_refund import finish_refund

REASONS = {
    refunds.ORDER_CLOSED: "订单已关闭，自动退款",
    refunds.PAID_TWICE: "重复支付，自动退款",
    refunds.REQUESTED: "买家申请退款",
}


def start_refund(out_refund_no: str) -> None:
    """Send a refund to WeChat; raises WechatTrouble when the outcome is unknown, so that the job is tried again."""
    with transaction():
        refund = refunds.refund_of(out_refund_no)
    if refund is None or refund.state not in refunds.UNANSWERED:
        return
    finish_refund(_send(refund), notice_id=None)


def _send(refund: OpenRefund) -> RefundStatus:
    return wechat().pay.refund(
        RefundRequest(
            out_refund_no=refund.out_refund_no,
            out_trade_no=refund.out_trade_no,
            amount_fen=refund.amount_fen,
            total_fen=refund.total_fen,
            reason=refund.text or REASONS[refund.reason],
        )
    )
