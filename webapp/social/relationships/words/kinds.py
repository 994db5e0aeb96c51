"""Stages and events of a relationship, and why an event was struck, in Chinese and English: the same on every face."""

from webapp.social.relationships import OPENED_IN_TIME, EventKind, Reciprocity, Stage

STAGES: dict[str, tuple[str, str]] = {
    Stage.STRANGER.value: ("陌生", "stranger"),
    Stage.ACQUAINTANCE.value: ("初识", "acquaintance"),
    Stage.FAMILIAR.value: ("熟悉", "familiar"),
    Stage.FRIEND.value: ("朋友", "friend"),
    Stage.PARTNER.value: ("价值伙伴", "partner in value"),
    Stage.COOLING.value: ("变淡", "cooling"),
}
EVENTS: dict[str, tuple[str, str]] = {
    EventKind.SHARE_OPENED.key: ("打开了分享", "opened a share"),
    EventKind.SHARE_IGNORED.key: ("没有打开分享", "left a share unopened"),
    EventKind.PURCHASE_SATISFIED.key: ("买了，并且满意", "bought and kept it"),
    EventKind.REFUND_NO_FAULT.key: ("退货退款", "returned a purchase"),
    EventKind.DELIVERY_LATE.key: ("发货晚了", "delivery was late"),
    EventKind.COMPLAINT_UPHELD.key: ("投诉成立", "a complaint was upheld"),
    EventKind.BLOCK.key: ("屏蔽了店主", "blocked the shopkeeper"),
    EventKind.UNBLOCK.key: ("取消了屏蔽", "lifted the block"),
    EventKind.ASKED.key: ("提了问题", "asked a question"),
    EventKind.ANSWERED.key: ("得到了回答", "was answered"),
    EventKind.REVIEWED.key: ("写了评价", "wrote a review"),
    EventKind.REFERRED.key: ("带来了别人", "brought somebody"),
}

# Why an event no longer counts: its reason as it is kept, up to a colon.
VOID_REASONS: dict[str, tuple[str, str]] = {
    "objection": ("异议成立", "contested, and rightly so"),
    "refund": ("后来退货退款了", "it was given back later"),
    "review": ("评价说不满意", "the review says otherwise"),
    "review_withdrawn": ("评价已收回", "the review was taken back"),
    OPENED_IN_TIME: ("后来查到：按时打开了", "it turned out to have been opened in time"),
}


def void_reason_text(reason: str, *, english: bool) -> str:
    """Why an event no longer counts; a reason nobody has written words for is shown as it is kept."""
    words = VOID_REASONS.get(reason.partition(":")[0])
    return words[english] if words else reason


def reciprocity_text(exchange: Reciprocity, *, english: bool) -> str:
    """What the two have given each other, in one sentence; empty while there is nothing."""
    given = [
        (exchange.kept, ("件留下的东西", "thing kept", "things kept")),
        (exchange.answered, ("个回答", "answer", "answers")),
    ]
    back = [
        (exchange.reviewed, ("条评价", "review", "reviews")),
        (exchange.referred, ("位带来的人", "person brought", "people brought")),
    ]
    parts = [
        " · ".join(f"{n} {words[(1 + (n > 1)) if english else 0]}" for n, words in side if n) for side in (given, back)
    ]
    if not any(parts):
        return ""
    nothing = "nothing yet" if english else "还没有"
    shop, consumer = (each or nothing for each in parts)
    if english:
        return f"Given: {shop}. Given back: {consumer}."
    return f"店主给了：{shop}。对方给了：{consumer}。"
