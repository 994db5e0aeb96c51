"""Stages and events of a relationship in Chinese and English: the same words on every face."""

from webapp.domain.social.relationships import EventKind, Stage

STAGES: dict[str, tuple[str, str]] = {
    Stage.STRANGER.value: ("陌生", "stranger"),
    Stage.ACQUAINTANCE.value: ("初识", "acquaintance"),
    Stage.FAMILIAR.value: ("熟悉", "familiar"),
    Stage.FRIEND.value: ("朋友", "friend"),
    Stage.PARTNER.value: ("价值伙伴", "partner in value"),
    Stage.COOLING.value: ("变淡", "cooling"),
}
EVENTS: dict[str, tuple[str, str]] = {
    EventKind.SHARE_OPENED.word: ("打开了分享", "opened a share"),
    EventKind.SHARE_IGNORED.word: ("没有打开分享", "left a share unopened"),
    EventKind.PURCHASE_SATISFIED.word: ("买了，并且满意", "bought and kept it"),
    EventKind.REFUND_NO_FAULT.word: ("退货退款", "returned a purchase"),
    EventKind.DELIVERY_LATE.word: ("发货晚了", "delivery was late"),
    EventKind.COMPLAINT_UPHELD.word: ("投诉成立", "a complaint was upheld"),
    EventKind.BLOCK.word: ("屏蔽了店主", "blocked the shopkeeper"),
    EventKind.UNBLOCK.word: ("取消了屏蔽", "lifted the block"),
    EventKind.ASKED.word: ("提了问题", "asked a question"),
    EventKind.ANSWERED.word: ("得到了回答", "was answered"),
    EventKind.REVIEWED.word: ("写了评价", "wrote a review"),
    EventKind.REFERRED.word: ("带来了别人", "brought somebody"),
}
