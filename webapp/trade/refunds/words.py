"""Words of refunds."""

from webapp.kernel.words import Named, Words
from webapp.trade.refunds.kinds import RefundState

NAMED: Named = {"refund.state": RefundState}

WORDS: Words = {
    "refund.state.requested": ("已申请", "Requested"),
    "refund.state.processing": ("微信正在退款", "WeChat is paying it back"),
    "refund.state.succeeded": ("已到账", "Paid back"),
    "refund.state.closed": ("微信关闭", "Closed by WeChat"),
    "refund.state.abnormal": ("退款异常", "Abnormal"),
    "audit.action.refund_requested": ("提出退款", "Asked for a refund"),
    # What is held about a person
    "held.blocker.refund": ("还有退款没到账", "refunds under way"),
    "held.purpose.why the buyer wants the money back": ("为什么退款", "why the buyer wants the money back"),
    "held.table.refund": ("退款", "Refunds"),
}
