"""Complaints on the consumer's pages."""

WORDS: dict[str, tuple[str, str]] = {
    "trouble": ("有问题？", "Something wrong?"),
    "complaint": ("有问题", "Something wrong"),
    "complaint_hello": (
        "说说哪里不对。店主 {hours} 小时内答复；没有答复或者您不满意，平台来看。只有您、店主和平台看得到。",
        "Tell us what is wrong. The shopkeeper answers within {hours} hours; if not, or if you are not content, the "
        "platform looks at it. Only you, the shopkeeper and the platform can read it.",
    ),
    "complaint_hello_platform": (
        "说说哪里不对，平台直接来看。只有您和平台看得到。",
        "Tell us what is wrong; the platform itself looks at it. Only you and the platform can read it.",
    ),
    "complaint_line": ("哪一件", "Which item"),
    "complaint_kind": ("是什么问题", "What it is about"),
    "complaint_words": ("发生了什么", "What happened"),
    "complaint_words_hint": (
        "最多 500 个字；请不要写手机号或地址",
        "At most 500 characters; no phone number or address, please",
    ),
    "complaint_send": ("提交", "Send"),
    "complaint_more": ("另一件也有问题？", "Something wrong with another item?"),
    "complaint_bad_words": ("请写 1 到 500 个字", "Write 1 to 500 characters"),
    "complaint_bad_kind": ("请选一种", "Choose one"),
    "complaint_bad_line": ("请选一件", "Choose one"),
    "complaint_already": (
        "这件商品已经有一个投诉了。请在它下面补充一条，店主和平台都看得到。",
        "There is a complaint about this item already. Add a message to it; shopkeeper and platform will read it.",
    ),
    "complaint_over": ("投诉的时间过了", "The time to complain is over"),
    "complaint_over_text": (
        "收货 {days} 天以内可以提出。",
        "It can be done until {days} days after receipt.",
    ),
    "complaint_unpaid": ("这个订单没有付过款", "This order was never paid"),
    "complaint_unpaid_text": (
        "没有付款，就没有扣钱；不要的话取消就行。",
        "Nothing was charged; you can simply cancel it.",
    ),
    "complaint_thread": ("说过的话", "What was said"),
    "complaint_you": ("您", "You"),
    "complaint_due": ("店主答复期限", "The shopkeeper answers by"),
    "complaint_until": ("可提出至", "You can do so until"),
    "complaint_next": ("接下来", "What happens next"),
    "complaint_decision": ("平台的决定", "The platform's decision"),
    "complaint_add": ("补充一条", "Add a message"),
    "complaint_add_send": ("发送", "Send"),
    "complaint_solved": ("解决了", "It is solved"),
    "complaint_withdraw": ("撤回投诉", "Take it back"),
    "complaint_withdraw_final": (
        "撤回以后，这一件不能再投诉。",
        "Once taken back, this item cannot be complained about again.",
    ),
    "complaint_escalate": ("请平台处理", "Ask the platform to decide"),
    "back_to_order": ("回到订单", "Back to the order"),
    "done_complaint_filed": ("已提交，下面能看到进展。", "Sent. You can follow it below."),
    "done_complaint_message": ("已发送。", "Sent."),
    "done_complaint_resolved": ("已了结，谢谢您告诉我们。", "Settled. Thank you for telling us."),
    "done_complaint_escalated": ("已转给平台。", "The platform has it now."),
}
