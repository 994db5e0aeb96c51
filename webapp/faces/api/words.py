"""What the API says to people, in Chinese and English, both written for their readers."""

Words = dict[str, tuple[str, str]]

STATE_WORDS: Words = {
    "pending_payment": ("待付款", "waiting for payment"),
    "paid": ("待发货", "paid, to be shipped"),
    "shipped": ("运送中", "on its way"),
    "received": ("已收货", "received"),
    "settled": ("已完成", "completed"),
    "refunding": ("退款中", "refund under way"),
    "refunded": ("已退款", "refunded"),
    "closed": ("已关闭", "closed"),
}
EVENT_WORDS: Words = {
    "placed": ("下单", "Ordered"),
    "paid": ("付款成功", "Paid"),
    "cancelled": ("已取消", "Cancelled"),
    "expired": ("超时未付款，已关闭", "Closed: not paid in time"),
    "shipped": ("已发货", "Shipped"),
    "received": ("已收货", "Received"),
    "settled": ("退货期已过，订单完成", "Completed: the return window is over"),
    "refund_requested": ("申请退款", "Refund asked for"),
    "refunded": ("钱已退回", "Money sent back"),
    "refund_failed": ("退款没有成功，我们会处理", "The refund did not go through; we are looking into it"),
}


def say(words: Words, key: str, language: str) -> str:
    """A word in a language; one nobody has written yet is shown as it is."""
    return words[key][language == "en"] if key in words else key


AGREEMENT: dict[str, tuple[str, ...]] = {
    "zh": (
        "店主约定",
        "开店不收费，不需要先买东西，也不会因为邀请了人而得到钱。",
        "您推荐的商品由平台销售、发货并负责售后；价格对所有人一样。",
        "有人从您的分享买了东西，并且收了货、过了退货期，您得到标明的佣金；退货的不算。",
        "佣金只付给直接成交的店主。上下级关系会保留，也会被看见，但不按人头和层级付钱。",
        "分享时说实话，不刷屏，不用奖励引人转发。",
        "顾客的姓名、电话和地址不会给您看全；请不要索取或另外保存。",
        "您可以随时停止；平台暂停店铺时会写明原因。",
    ),
    "en": (
        "Shopkeeper agreement",
        "Opening a shop is free, needs no purchase, and inviting people earns no money.",
        "What you recommend is sold, shipped and looked after by the platform, at one price for everybody.",
        "When somebody buys through your share, has received it and the return window is over, you earn the stated "
        "commission. What is returned does not count.",
        "Commission goes to the shopkeeper who made the sale. The chain is kept and honoured, but nobody is paid by "
        "head or by level.",
        "Say what is true, do not flood chats, and promise nobody a reward for forwarding.",
        "You see customers only masked; do not ask for their details or keep them elsewhere.",
        "You may stop at any time; if the platform suspends a shop, it says why.",
    ),
}

# What the business refuses, in Chinese; the English is the error's own sentence.
_PROBLEMS: dict[str, str] = {
    "validation_error": "请求里有字段不对，见 errors。",
    "session_needed": "请先登录：需要一个还有效的会话。",
    "code_refused": "微信不接受这个登录码，请重新登录。",
    "not_shopkeeper": "这里只给店主用；开店需要别人邀请。",
    "too_many": "试得太频繁了，请稍等一会儿。",
    "busy": "人太多了，请稍后再试。",
    "unavailable": "我们依赖的服务没有回应；什么都没有丢，请再试一次。",
    "wechat_trouble": "微信没有按预期回应；什么都没有丢，请再试一次。",
    "not_found": "没有这个，或者它不是您的。",
    "order_not_found": "没有这个订单，或者它不是您的。",
    "unknown_product": "没有这个商品。",
    "unknown_sku": "没有这个规格。",
    "forged_token": "这个链接不是我们发出的，或者在路上损坏了。",
    "bad_cursor": "翻页标记不对，请从第一页重新开始。",
    "invitation_needed": "开店需要邀请：请找一位您认识的店主。",
    "invitation_expired": "这个邀请过期了，请再要一个。",
    "invitation_revoked": "这个邀请已被收回，请再要一个。",
    "inviter_not_active": "邀请您的人暂时不能邀请别人，请找另一位店主。",
    "own_invitation": "这是您自己的邀请：没有人排在自己下面。",
    "already_shopkeeper": "您已经有店了，它在关系链里的位置不变。",
    "outdated_agreement": "店主约定有新版本，请读过再同意。",
    "chain_loop": "没有人可以排在自己下面。",
    "suspended_invites": "您的店铺已暂停，暂时不能邀请别人。",
    "share_expired": "这条分享已过期，请向店主要一个新的。",
    "share_revoked": "店主收回了这条分享，请向店主要一个新的。",
    "shopkeeper_suspended": "这位店主暂时不能卖东西。",
    "product_withdrawn": "这个商品已经下架。",
    "unknown_scene": "没有这种卖法。",
    "sold_out": "库存不够了，可以少买一些或换个规格。",
    "no_such_customer": "这不是您的顾客。",
    "not_your_customers": "里面有人不是您的顾客。",
    "audience_too_large": "一次分享最多给 200 人。",
    "audience_held_back": "有人设了免打扰，或者信任太低，请先把他们去掉；可以先问一下分享建议。",
    "own_shop": "这是您自己的店，不能对自己设免打扰或屏蔽。",
    "already_contested": "这一条您已经提过异议了。",
    "key_needed": "下单请带上 Idempotency-Key 请求头，这样重试不会下两单。",
    "key_reused": "这个 Idempotency-Key 已用于另一个请求。",
    "still_running": "同一个 Idempotency-Key 的请求还在处理，请稍后再问。",
    "too_much_at_once": "一张订单最多 10 万元，请分开下单。",
    "order_expired": "付款时间已过，请重新下单。",
    "order_moved": "订单刚刚有变化，请再看一眼。",
    "already_paid": "这个订单已经付过款了。",
    "nothing_chosen": "请至少选一样东西。",
    "bad_address": "请检查收货地址。",
    "not_refundable": "这个订单现在不能退款。",
    "too_many_at_once": "一个订单放不下这么多。",
    "not_a_visit": "这个访问编号不是我们给的。",
    "unknown_in_wechat": "微信还不认识您，请从微信里重新打开一次。",
    "number_used": "这个付款编号已经用过，请重新发起付款。",
    "conflict": "刚刚有变化，请再看一眼。",
    "refused": "看懂了，但不能这样做。",
    "invalid": "这个请求说不通，请检查一下。",
    "forbidden": "您没有这个权限。",
    "bad_request": "这个请求读不懂：请发送 JSON。",
    "method_not_allowed": "这个地址不支持这种请求。",
    "request_entity_too_large": "内容太大了。",
    "unsupported_media_type": "请发送 JSON。",
    "unexpected": "我们这边出错了，已经记录下来，请再试一次。",
}


def problem_words(code: str, message: str, language: str) -> str:
    """What to tell people about a problem; a code without words of its own keeps its English sentence."""
    return message if language == "en" else _PROBLEMS.get(code, message)
