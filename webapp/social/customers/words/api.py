"""What the API says about serving a customer: the next step, the fact behind it, tags and notes."""

from webapp.social.relationships import ActionKind, ActionReason, NextBestAction
from webapp.web.api.words import Words, say

_STEPS: Words = {
    ActionKind.LEAVE_ALONE: ("对方不想被打扰，请等对方先来。", "They want to be left in peace; wait for them to come."),
    ActionKind.ANSWER: ("先回答对方的问题。", "Answer their question first."),
    ActionKind.VALUE_CONTENT: ("发一条有用的内容，先不推商品。", "Send something of use, not goods yet."),
    ActionKind.GREET: ("问候一声，不谈商品。", "Say hello, and no word of goods."),
    ActionKind.INTRODUCE: ("介绍一下自己和小店。", "Introduce yourself and your shop."),
    ActionKind.RECOMMEND: ("推荐一件合适的商品，说清为什么。", "Recommend one thing that fits, and say why."),
    ActionKind.THANK: ("说声谢谢，听听对方的想法。", "Say thank you, and ask what they think."),
}
_WHY: Words = {
    ActionReason.BLOCKED: ("对方屏蔽了您", "they have blocked you"),
    ActionReason.MUTED: ("对方设了免打扰", "they have muted you"),
    ActionReason.QUESTION_OPEN: ("有个问题等了 {days} 天", "a question of theirs has waited for {days} days"),
    ActionReason.BELOW_GATE: ("信任只有 {percent}%，太低了", "their trust is down to {percent}%"),
    ActionReason.PARCEL_RECEIVED: (
        "{days} 天前收到了货，还没有谢过",
        "their parcel arrived {days} days ago, and no thanks yet",
    ),
    ActionReason.IGNORED_LATELY: ("最近 {count} 次分享都没有打开", "they left the last {count} shares unopened"),
    ActionReason.QUIET: ("已经 {days} 天没有来过", "they have not come for {days} days"),
    ActionReason.TRUST_FELL: ("最近信任掉得快", "their trust has fallen fast lately"),
    ActionReason.NEVER_OPENED: ("还没有打开过您的分享", "they have not opened a share of yours yet"),
    ActionReason.NEW_CUSTOMER: ("刚认识，来过 {count} 次", "you have just met: {count} visits lately"),
    ActionReason.RETURNING_VISITOR: ("两周内来了 {count} 次", "they came {count} times within two weeks"),
    ActionReason.FAMILIAR_WITH_SHOP: ("已经熟悉您的小店", "they know your shop by now"),
    ActionReason.BOUGHT_BEFORE: ("买过，并且满意", "they bought here and were content"),
    ActionReason.CLOSE_CUSTOMER: (
        "常来买，还带来过人或写过评价",
        "they buy often, and brought somebody or wrote a review",
    ),
}
_ONE: Words = {
    ActionReason.QUESTION_OPEN: ("有个问题等了 1 天", "a question of theirs has waited for a day"),
    ActionReason.PARCEL_RECEIVED: ("昨天收到了货，还没有谢过", "their parcel arrived yesterday, and no thanks yet"),
    ActionReason.IGNORED_LATELY: ("最近 1 次分享没有打开", "they left the last share unopened"),
    ActionReason.NEW_CUSTOMER: ("刚认识，来过 1 次", "you have just met: one visit lately"),
    ActionReason.RETURNING_VISITOR: ("两周内来了 1 次", "they came once within two weeks"),
}
_TODAY: Words = {
    ActionReason.QUESTION_OPEN: ("今天问了一个问题", "they asked something today"),
    ActionReason.PARCEL_RECEIVED: ("今天收到了货，还没有谢过", "their parcel has arrived today"),
    ActionReason.NEW_CUSTOMER: ("刚认识", "you have just met"),
}


def action_text(found: NextBestAction, language: str) -> str:
    """The next best step, in one line."""
    return say(_STEPS, found.action, language)


def action_reason_text(found: NextBestAction, language: str) -> str:
    """The fact a step rests on, in one line."""
    number = found.days or found.count
    words = (_TODAY if number == 0 else _ONE if number == 1 else {}).get(found.reason, _WHY[found.reason])
    return words[language == "en"].format(days=found.days, count=found.count, percent=found.percent)


PROBLEMS: dict[str, str] = {
    "bad_tag": "标签是 1 到 12 个字的一个词，不用标点。",
    "too_many_tags": "一位顾客最多 12 个标签。",
    "note_needed": "备注请写 1 到 500 字。",
    "too_many_notes": "这位顾客已有 100 条备注，请先删掉旧的。",
    "no_such_note": "没有这条备注，或者它不是您的。",
}
