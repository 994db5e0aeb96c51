"""Words of paying."""

from webapp.kernel.words import Named, Words
from webapp.trade.payments.kinds import PaymentState

NAMED: Named = {"payment.state": PaymentState}

WORDS: Words = {
    "payment.state.created": ("刚建立", "Created"),
    "payment.state.prepared": ("等付款", "Waiting"),
    "payment.state.succeeded": ("成功", "Succeeded"),
    "payment.state.closed": ("已关闭", "Closed"),
    "payment.state.quarantined": ("已隔离", "Quarantined"),
    "payment.title": ("付款", "Pay"),
    "payment.until": ("货为您留到 {at}。", "Held for you until {at}."),
    "payment.pay": ("微信支付", "Pay with WeChat"),
    "payment.later": ("稍后再付", "Pay later"),
    "payment.cancelled": (
        "您没有付款，没有扣钱。想好了再付就行。",
        "You did not pay, and nothing was charged. Pay when you are ready.",
    ),
    "payment.failed": (
        "微信没有完成这次支付，没有扣钱。请再试一次。",
        "WeChat did not complete the payment; nothing was charged. Please try again.",
    ),
    "payment.trouble": (
        "微信暂时没有回答，请过一会儿再试。",
        "WeChat is not answering right now. Please try again in a moment.",
    ),
    "payment.needs_script": (
        "支付要用微信里的脚本。请允许脚本，或换一部手机打开。",
        "Paying needs WeChat's own script. Please allow scripts, or open this on another phone.",
    ),
    "payment.paid": ("付好了", "Paid"),
    "payment.paid_next": (
        "48 小时内发货，发出后这里能看到单号。",
        "It ships within 48 hours; the tracking number will be here.",
    ),
    "payment.checking": ("正在向微信核对", "Asking WeChat"),
    "payment.checking_next": (
        "钱如果已经付出，几秒内这里会变成“付好了”。不用再付一次。",
        "If you have paid, this turns to “Paid” within seconds. Do not pay twice.",
    ),
    "payment.not_paid": ("还没有付", "Not paid yet"),
    "payment.not_paid_next": (
        "没有扣钱。货为您留到 {at}，可以再付一次。",
        "Nothing was charged. It is held for you until {at}; you can try again.",
    ),
    "payment.check_again": ("再问一次微信", "Ask WeChat again"),
    "payment.again": ("再付一次", "Try to pay again"),
    "payment.order_details": ("订单详情", "Order details"),
    "payment.closed": ("订单已关闭", "Order closed"),
    "payment.closed_next": (
        "没有付款，货已放回。想要的话，从原来的链接再下一单。",
        "It was not paid, and the goods went back. To have them after all, order again from the link.",
    ),
    "payment.back_to_product": ("回到商品", "Back to the product"),
    "error.already_paid": ("这个订单已经付过款了。", "This order is paid already."),
    "error.unknown_in_wechat": (
        "微信还不认识您，请从微信里重新打开一次。",
        "WeChat does not know you here yet; please open this page from WeChat once more.",
    ),
    # What is held about a person
    "held.blocker.payment": ("还有没结束的付款", "payments under way"),
    "held.purpose.who pays": ("谁付的款", "who pays"),
    "held.table.payment": ("付款", "Payments"),
}
