"""What the consumer's pages say, in Chinese and English side by side, both written for their readers."""

from typing import Any

_WORDS: dict[str, tuple[str, str]] = {
    "brand": ("关系", "Guanxi"),
    "language": ("语言", "Language"),
    "foot": ("平台销售、发货并负责售后 · 店主推荐", "Sold by Guanxi · recommended by a shopkeeper"),
    # The product
    "pictures": ("商品图片", "Pictures"),
    "picture_of": ("{name}，第 {n} 张图", "{name}, picture {n}"),
    "sold": ("已售 {n}", "{n} sold"),
    "few_left": ("只剩 {n} 件", "only {n} left"),
    "promise_ship": ("48 小时内发货", "Ships within 48 hours"),
    "promise_return": ("七天无理由退货", "7 days to return"),
    "promise_platform": ("平台负责售后", "Our after-sales care"),
    "shopkeeper": ("店主", "Shopkeeper"),
    "keeper_pay": (
        "您在这里买，平台会付店主佣金，您的价格不变。",
        "If you buy here, we pay the shopkeeper a commission. Your price stays the same.",
    ),
    "variant": ("规格", "Choose"),
    "sold_out_mark": ("售完", "sold out"),
    "quantity": ("数量", "How many"),
    "fewer": ("少一件", "One fewer"),
    "more": ("多一件", "One more"),
    "story": ("说说它", "About it"),
    "facts": ("商品信息", "Details"),
    "maker": ("品牌", "Made by"),
    "orders": ("我的订单", "My orders"),
    "buy": ("立即购买", "Buy now"),
    "all_sold_out": ("已售完", "Sold out"),
    "sold_out_help": (
        "都卖完了。可以告诉店主您想要，补货后链接照样能用。",
        "All gone for now. Tell the shopkeeper you want it; this link works again when there is more.",
    ),
    # Checkout
    "checkout": ("确认订单", "Your order"),
    "where_to": ("寄到哪里", "Where it goes"),
    "recipient": ("收件人", "Recipient"),
    "phone": ("手机号", "Mobile number"),
    "region": ("省、市、区县", "Province, city, district"),
    "region_example": ("例如：浙江省 杭州市 西湖区", "For example: Zhejiang, Hangzhou, Xihu"),
    "detail": ("街道、门牌", "Street and number"),
    "detail_hint": ("写到门牌号，快递少打一个电话", "Down to the door, so the courier need not call"),
    "note": ("备注", "Note"),
    "note_hint": ("可以不填", "Only if you like"),
    "address_use": ("地址只用于寄送和售后。", "Your address is used for delivery and after-sales only."),
    "goods": ("商品", "Goods"),
    "delivery": ("运费", "Delivery"),
    "paid_in_all": ("实付", "Paid"),
    "to_pay": ("应付", "To pay"),
    "place": ("提交订单", "Place order"),
    "change": ("改规格或数量", "Change what or how many"),
    "fix_fields": ("有 {n} 处需要改一下，见下面红字。", "{n} to correct below, marked in red."),
    "only_left": ("只剩 {n} 件了，数量已改为 {n}。", "Only {n} left, so the quantity is now {n}."),
    "just_sold_out": (
        "就在刚才，库存不够了。换个规格或少买几件再试。",
        "There is not enough left any more. Try another variant, or fewer.",
    ),
    "bad_recipient": ("写上收件人，最多 40 个字", "Who receives it? At most 40 characters"),
    "bad_phone": ("手机号是 11 位数字，现在是 {n} 位", "A mobile number has 11 digits; this has {n}"),
    "bad_region": ("写上省、市、区县", "Province, city and district are needed"),
    "bad_detail": ("写上街道和门牌，最多 120 个字", "Street and number are needed, at most 120 characters"),
    "bad_note": ("备注最多 200 个字", "A note has at most 200 characters"),
    "bad_address": ("微信支付之前请再看一下地址", "Please check the address once more"),
    # Paying
    "pay_title": ("付款", "Pay"),
    "pay_until": ("货为您留到 {at}。", "Held for you until {at}."),
    "pay": ("微信支付", "Pay with WeChat"),
    "pay_later": ("稍后再付", "Pay later"),
    "pay_cancelled": (
        "您没有付款，没有扣钱。想好了再付就行。",
        "You did not pay, and nothing was charged. Pay when you are ready.",
    ),
    "pay_failed": (
        "微信没有完成这次支付，没有扣钱。请再试一次。",
        "WeChat did not complete the payment; nothing was charged. Please try again.",
    ),
    "pay_trouble": (
        "微信暂时没有回答，请过一会儿再试。",
        "WeChat is not answering right now. Please try again in a moment.",
    ),
    "needs_script": (
        "支付要用微信里的脚本。请允许脚本，或换一部手机打开。",
        "Paying needs WeChat's own script. Please allow scripts, or open this on another phone.",
    ),
    # Result
    "paid": ("付好了", "Paid"),
    "paid_next": (
        "48 小时内发货，发出后这里能看到单号。",
        "It ships within 48 hours; the tracking number will be here.",
    ),
    "checking": ("正在向微信核对", "Asking WeChat"),
    "checking_next": (
        "钱如果已经付出，几秒内这里会变成“付好了”。不用再付一次。",
        "If you have paid, this turns to “Paid” within seconds. Do not pay twice.",
    ),
    "not_paid": ("还没有付", "Not paid yet"),
    "not_paid_next": (
        "没有扣钱。货为您留到 {at}，可以再付一次。",
        "Nothing was charged. It is held for you until {at}; you can try again.",
    ),
    "check_again": ("再问一次微信", "Ask WeChat again"),
    "pay_again": ("再付一次", "Try to pay again"),
    "order_details": ("订单详情", "Order details"),
    "closed": ("订单已关闭", "Order closed"),
    "closed_next": (
        "没有付款，货已放回。想要的话，从原来的链接再下一单。",
        "It was not paid, and the goods went back. To have them after all, order again from the link.",
    ),
    "back_to_product": ("回到商品", "Back to the product"),
    # Orders
    "my_orders": ("我的订单", "My orders"),
    "no_orders": ("还没有订单", "No orders yet"),
    "no_orders_text": ("朋友分享的商品，买过以后都在这里。", "What you buy from a friend's link will be here."),
    "older": ("更早的订单", "Older orders"),
    "pages": ("订单翻页", "Pages of orders"),
    "order": ("订单", "Order"),
    "order_no": ("订单号", "Number"),
    "progress": ("进度", "Progress"),
    "cancel": ("取消订单", "Cancel order"),
    "received": ("确认收货", "I have received it"),
    "refund": ("申请退款", "Ask for a refund"),
    "refund_why": ("为什么退款", "Why"),
    "refund_why_hint": ("可以不填；全额原路退回", "Only if you like. The full amount goes back the way it came"),
    "refund_send": ("确认申请退款", "Send the request"),
    "parcel": ("物流", "Parcel"),
    "done_cancel": ("订单已取消，没有扣钱。", "The order is cancelled; nothing was charged."),
    "done_receipt": ("已确认收货，谢谢。", "Receipt confirmed. Thank you."),
    "done_refund": (
        "已提交。款项会原路退回微信，一般几分钟到账。",
        "Sent. The money goes back to WeChat, usually within minutes.",
    ),
    # States
    "state_pending_payment": ("待付款", "To be paid"),
    "state_paid": ("待发货", "To be shipped"),
    "state_shipped": ("已发货", "On its way"),
    "state_received": ("已收货", "Received"),
    "state_settled": ("已完成", "Completed"),
    "state_refunding": ("退款中", "Refund on its way"),
    "state_refunded": ("已退款", "Refunded"),
    "state_closed": ("已关闭", "Closed"),
    "next_pending_payment": ("付款前货为您留到 {at}。", "Held for you until {at}."),
    "next_paid": ("48 小时内发货。", "Ships within 48 hours."),
    "next_shipped": (
        "收到后请点“确认收货”；{at} 会自动确认。",
        "Please confirm when it arrives; otherwise it is confirmed by itself on {at}.",
    ),
    "next_received": ("有问题，现在还可以申请退款。", "If something is wrong, you can still ask for a refund."),
    "next_settled": ("谢谢您。需要帮助请找店主或平台。", "Thank you. For help, ask the shopkeeper or the platform."),
    "next_refunding": (
        "微信正在退款，一般几分钟到账，最晚 3 个工作日。",
        "WeChat is returning the money: usually minutes, at most 3 working days.",
    ),
    "next_refunded": ("钱已原路退回微信。", "The money went back the way it came."),
    "next_closed": ("没有付款，订单已关闭。", "It was not paid and is closed."),
    "step_placed": ("下单", "Ordered"),
    "step_paid": ("付款", "Paid"),
    "step_shipped": ("发货", "Shipped"),
    "step_received": ("收货", "Received"),
    "step_refunding": ("申请退款", "Refund requested"),
    "step_refunded": ("退款到账", "Refunded"),
    "step_closed": ("关闭", "Closed"),
    # Without a link
    "home": ("关系", "Guanxi"),
    "home_text": (
        "一家靠熟人推荐的小店：店主把自己喜欢的商品分享给朋友，平台销售、发货、负责售后。",
        "A shop that lives by recommendation: shopkeepers share what they like with friends; "
        "the platform sells it, ships it and looks after it.",
    ),
    "home_how": (
        "商品要从店主的分享打开，这里没有货架。请回到聊天里点开链接。",
        "Goods are opened through a shopkeeper's share; there is no shelf here. Go back to the chat and tap the link.",
    ),
    # WeChat needed
    "open_in_wechat": ("请用微信打开", "Please open this in WeChat"),
    "open_in_wechat_text": (
        "付款和查订单在微信里进行。用微信扫一扫这个码，就回到这一页。",
        "Paying and looking up orders happen inside WeChat. Scan this code with WeChat to come back to this page.",
    ),
    "qr": ("这一页的二维码", "QR code of this page"),
    # Trouble
    "forged": ("这个链接打不开", "This link does not open"),
    "forged_text": (
        "它不完整，或被改动过。请回到聊天里重新点一次，或请店主再发一次。",
        "It is incomplete or was altered. Go back to the chat and tap it again, or ask the shopkeeper to "
        "send it once more.",
    ),
    "gone": ("找不到这个页面", "There is nothing here"),
    "gone_text": (
        "链接也许抄错了。回到聊天里重新点一次。",
        "The address may be mistyped. Go back to the chat and tap the link again.",
    ),
    "expired": ("这个链接过期了", "This link has expired"),
    "expired_text": (
        "分享有期限，过期后价格和库存可能已变。请店主再发一次。",
        "Shares last for a while only, for prices and stock change. Ask the shopkeeper to send a new one.",
    ),
    "revoked": ("店主收回了这个分享", "The shopkeeper took this share back"),
    "revoked_text": (
        "请店主再发一个新的。您已下的订单不受影响。",
        "Ask the shopkeeper for a new one. Orders you have placed are not affected.",
    ),
    "suspended": ("这家小店暂停营业", "This shop is closed for now"),
    "suspended_text": (
        "暂时不能从这里下单。您已下的订单照常发货、照常售后。",
        "You cannot order here at the moment. Orders you have placed are shipped and looked after as usual.",
    ),
    "withdrawn": ("这件商品下架了", "This product is no longer sold"),
    "withdrawn_text": (
        "请店主推荐别的。您已下的订单不受影响。",
        "Ask the shopkeeper for something else. Orders you have placed are not affected.",
    ),
    "stale": ("这一页放太久了", "This page was open for too long"),
    "stale_text": (
        "为了安全，请重新打开再操作一次。什么都没有提交。",
        "To be safe, open it again and repeat. Nothing was sent.",
    ),
    "snapshot": ("请先打开完整页面", "Please open the full page first"),
    "snapshot_text": (
        "微信现在显示的是快照。点右下角的“使用完整服务”，再来购买。",
        "WeChat is showing a snapshot. Tap “Use full service” at the bottom right, then buy.",
    ),
    "login_broken": ("没能认出您", "We could not recognise you"),
    "login_broken_text": (
        "微信登录被中断或过期了。再点一次就好。",
        "The WeChat login was interrupted or expired. One more tap will do.",
    ),
    "try_again": ("再试一次", "Try again"),
    "busy": ("请稍等一下", "One moment, please"),
    "busy_text": (
        "现在人有点多，或微信没有回答。什么都没有丢，过几秒再试。",
        "Many people at once, or WeChat is not answering. Nothing is lost; try again in some seconds.",
    ),
    "too_many": ("太快了", "A little slower, please"),
    "too_many_text": (
        "短时间里试了太多次。请过一分钟再来。",
        "Too many tries in a short time. Please come back in a minute.",
    ),
    "refused": ("现在不行", "Not possible now"),
    "broken": ("我们这边出错了", "Something broke on our side"),
    "broken_text": ("已经记录下来。请再试一次。", "It is recorded. Please try again."),
    "see_orders": ("看看我的订单", "See my orders"),
}


def say(language: str, key: str, **values: Any) -> str:
    """The words of a key in a language."""
    text = _WORDS[key][language == "en"]
    return text.format(**values) if values else text
