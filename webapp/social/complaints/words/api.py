"""What the API says about complaints and the after-sale desk, in Chinese and English."""

from webapp.social.complaints import AfterSalesItemKind
from webapp.web.api.words import Words

AFTER_SALES_ITEMS: Words = {
    AfterSalesItemKind.COMPLAINT.value: ("投诉等您答复", "A complaint waits for your answer"),
    AfterSalesItemKind.REFUND.value: ("退款进行中", "A refund is on its way"),
}
REFUNDS: Words = {
    "requested": ("已申请，等微信退款", "Asked for; WeChat is about to pay it back"),
    "processing": ("微信正在退款", "WeChat is paying it back"),
    "abnormal": ("退款不顺，平台在处理", "Something is in the way; the platform sees to it"),
}

PROBLEMS: dict[str, str] = {
    "no_such_complaint": "没有这个投诉，或者它不是您的。",
    "no_such_line": "这个订单里没有这件商品。",
    "not_paid_for": "这个订单没有付过款，没有什么可投诉的；不要的话可以取消。",
    "too_late_to_complain": "这次购买的投诉时间已经过了。",
    "already_complained": "这件商品已经有一个投诉了，请在那里补充一条。",
    "complaint_changed": "这个投诉刚刚有变化，请再看一眼。",
    "complaint_closed": "这个投诉已经结束，不能再补充。",
    "not_yet_answered": "店主还有时间答复；过了时间没有答复，会自动转给平台。",
    "not_with_staff": "投诉转给平台以后，同事才参与。",
    "unknown_complaint_kind": "请选一种：质量、和描述不一样、物流、服务或其他。",
    "complaint_text_needed": "请写 1 到 500 个字。",
}
