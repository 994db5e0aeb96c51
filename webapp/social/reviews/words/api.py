"""What the API says about reviews, and what it refuses."""

from webapp.web.api.words import Words

SAID_WORDS: Words = {
    "checking": ("文字在检查，通过后大家能看到", "being checked; then everybody can read it"),
    "waiting": ("文字在等同事看一眼", "a colleague is looking at it"),
    "shown": ("已公开", "public"),
    "refused": ("文字没有公开", "not public"),
}
HOW = (
    "评价只来自真实购买并收到货的人；不因为差评删除，好评没有奖励，最新的在前。",
    "Written only by people who bought and received it. None is removed for being negative, none is paid for; "
    "newest first.",
)
A_BUYER = ("一位买家", "A buyer")

PROBLEMS: dict[str, str] = {
    "not_received": "收到货再评价：请先确认收货。",
    "purchase_refunded": "这个订单已退款或正在退款，不能评价。",
    "too_late_to_review": "收货后 90 天内可以评价，现在已经过了。",
    "already_reviewed": "这件已经评价过了，每样东西评一次。",
    "not_bought": "这个订单里没有这件商品。",
    "stars_needed": "请给 1 到 5 颗星。",
    "review_not_found": "没有这条评价，或者它不是您的。",
    "already_replied": "这条评价已经回复过了，每条回复一次。",
}
