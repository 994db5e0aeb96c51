"""A refund begins: asked for by somebody, or made by itself for money nobody wants; and is sent to WeChat."""

from webapp.gateways.wechat import RefundRequest, RefundStatus, wechat
from webapp.kernel.facts import happened
from webapp.trade import orders
from webapp.trade.payments import UnwantedPaymentReceived
from webapp.trade.refunds.facts import RefundRequested
from webapp.trade.refunds.kinds import ORDER_CLOSED, PAID_TWICE, REQUESTED
from webapp.trade.refunds.service.refunds import OpenRefund, RefundDraft, add_refund

_REASONS = {
    ORDER_CLOSED: "订单已关闭，自动退款",
    PAID_TWICE: "重复支付，自动退款",
    REQUESTED: "买家申请退款",
}


def return_unwanted_payment(received: UnwantedPaymentReceived) -> None:
    """Send money back by itself that a closed order, or one paid already, does not want."""
    draft = RefundDraft(
        order_id=received.order_id,
        payment_id=received.payment_id,
        out_refund_no=orders.new_number("R", received.received_at),
        amount_fen=received.amount_fen,
        reason=ORDER_CLOSED if received.order_closed else PAID_TWICE,
        text="",
        requested_by="wechat",
        created_at=received.received_at,
    )
    add_refund(draft)
    happened(RefundRequested(out_refund_no=draft.out_refund_no))


def send_to_wechat(refund: OpenRefund) -> RefundStatus:
    """Ask WeChat for a refund, as often as one likes under its number; speaks with WeChat, so outside any transaction.

    Raises WechatTrouble when the outcome is unknown.
    """
    return wechat().pay.refund(
        RefundRequest(
            out_refund_no=refund.out_refund_no,
            out_trade_no=refund.out_trade_no,
            amount_fen=refund.amount_fen,
            total_fen=refund.total_fen,
            reason=refund.text or _REASONS[refund.reason],
        )
    )
