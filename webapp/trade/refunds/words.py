"""Words of refunds."""

from webapp.kernel.words import Words

WORDS: Words = {
    "refund.state.requested": ("已申请", "Requested"),
    "refund.state.processing": ("微信正在退款", "WeChat is paying it back"),
    "refund.state.succeeded": ("已到账", "Paid back"),
    "refund.state.closed": ("微信关闭", "Closed by WeChat"),
    "refund.state.abnormal": ("退款异常", "Abnormal"),
    "audit.action.refund_requested": ("提出退款", "Asked for a refund"),
}
