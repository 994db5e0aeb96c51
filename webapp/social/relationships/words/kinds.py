"""Words of stages, events and skills, and what is refused."""

from webapp.kernel.words import BadgeTones, Named, Words
from webapp.social.relationships.kinds import EventKind, ObjectionState, Skill, Stage

NAMED: Named = {
    "relationship.stage": Stage,
    "relationship.event": [kind.key for kind in EventKind],
    "skill": Skill,
    "skill.advice": Skill,
}
BADGE_TONES: BadgeTones = {
    "stage": {Stage.FAMILIAR: "accent", Stage.FRIEND: "ok", Stage.PARTNER: "ok", Stage.COOLING: "wait"},
    "objection": {ObjectionState.OPEN: "wait", ObjectionState.UPHELD: "ok"},
}

WORDS: Words = {
    "relationship.stage.stranger": ("陌生", "stranger"),
    "relationship.stage.acquaintance": ("初识", "acquaintance"),
    "relationship.stage.familiar": ("熟悉", "familiar"),
    "relationship.stage.friend": ("朋友", "friend"),
    "relationship.stage.partner": ("价值伙伴", "partner in value"),
    "relationship.stage.cooling": ("变淡", "cooling"),
    "relationship.event.share_opened": ("打开了分享", "opened a share"),
    "relationship.event.share_ignored": ("没有打开分享", "left a share unopened"),
    "relationship.event.purchase_satisfied": ("买了，并且满意", "bought and kept it"),
    "relationship.event.refund_no_fault": ("退货退款", "returned a purchase"),
    "relationship.event.delivery_late": ("发货晚了", "delivery was late"),
    "relationship.event.complaint_upheld": ("投诉成立", "a complaint was upheld"),
    "relationship.event.block": ("屏蔽了店主", "blocked the shopkeeper"),
    "relationship.event.unblock": ("取消了屏蔽", "lifted the block"),
    "relationship.event.asked": ("提了问题", "asked a question"),
    "relationship.event.answered": ("得到了回答", "was answered"),
    "relationship.event.reviewed": ("写了评价", "wrote a review"),
    "relationship.event.referred": ("带来了别人", "brought somebody"),
    "relationship.stage.none": ("还没有来往", "nothing yet"),
    "relationship.void.objection": ("异议成立", "contested, and rightly so"),
    "relationship.void.refund": ("后来退货退款了", "it was given back later"),
    "relationship.void.review": ("评价说不满意", "the review says otherwise"),
    "relationship.void.review_withdrawn": ("评价已收回", "the review was taken back"),
    "relationship.void.opened_in_time": ("后来查到：按时打开了", "it turned out to have been opened in time"),
    "skill.answering": ("回答提问", "answering questions"),
    "skill.after_sale": ("售后：及时答复，投诉不成立", "after-sale: answered in time, complaint not upheld"),
    "skill.satisfaction": ("顾客满意（4 星以上）", "satisfied customers (4 stars and more)"),
    "skill.learning": ("学习", "learning"),
    "skill.advice.answering": ("先把没回答的提问答了。", "Answer the questions that still wait."),
    "skill.advice.after_sale": (
        "售后请在两天内答复，答复里说清怎么办。",
        "Reply to complaints within two days, and say what you will do.",
    ),
    "skill.advice.satisfaction": ("少推荐一点，推荐得更合适。", "Recommend less, and what fits better."),
    "skill.advice.learning": ("学一门课。", "Take a course."),
    "problem.own_shop": ("这是您自己的店", "This is your own shop"),
    "problem.own_shop.text": (
        "自己的店不记自己，也不用免打扰或屏蔽。",
        "A shop keeps no record of its own keeper, and nobody mutes or blocks themselves.",
    ),
    "error.already_objected": ("这一条您已经提过异议了。", "This was contested already; each event is looked at once."),
    "error.answer_needed": ("请写 1 到 500 字的答复。", "Write an answer of 1 to 500 characters."),
    "error.audience_held_back": (
        "有人不想收到分享，或者信任太低，请先把他们去掉；可以先问一下分享建议。",
        "Some of these people do not want this share, or trust you too little for it.",
    ),
    "error.audience_too_large": ("一次分享最多给 200 人。", "A share is meant for at most 200 people."),
    "error.no_such_customer": ("这不是您的顾客。", "This is not a customer of yours."),
    "error.not_your_customers": ("里面有人不是您的顾客。", "Some of these people are not customers of yours."),
    "error.objection_already_decided": ("这条异议已经决定过了。", "This has been decided already."),
    "error.own_shop": (
        "这是您自己的店，不能对自己设免打扰或屏蔽。",
        "This is your own shop; nobody mutes or blocks themselves.",
    ),
    "error.bad_log": ("这不是事件日志。", "This is not an event log."),
}
