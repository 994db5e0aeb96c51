"""Words of serving a customer: the next step, the fact behind it, tags and notes."""

from typing import Any

from webapp.kernel.words import Named, Words, say
from webapp.social.relationships import ActionKind, ActionReason, NextBestAction

NAMED: Named = {
    "action.step": ActionKind,
    "action.reason": ActionReason,
}

WORDS: Words = {
    "action.step.leave_alone": (
        "顾客不想被打扰，请等顾客先来。",
        "They want to be left alone; wait for them to come.",
    ),
    "action.step.answer": ("先回答顾客的问题。", "Answer their question first."),
    "action.step.value_content": ("发一条有用的内容，先不推商品。", "Send something of use, not goods yet."),
    "action.step.greet": ("问候一声，不谈商品。", "Say hello, and no word of goods."),
    "action.step.introduce": ("介绍一下自己和小店。", "Introduce yourself and your shop."),
    "action.step.recommend": ("推荐一件合适的商品，说清为什么。", "Recommend one thing that fits, and say why."),
    "action.step.thank": ("说声谢谢，听听顾客的想法。", "Say thank you, and ask what they think."),
    "action.reason.blocked": ("顾客屏蔽了您", "they have blocked you"),
    "action.reason.muted": ("顾客设了免打扰", "they have muted you"),
    "action.reason.question_open": ("有个问题等了 {days} 天", "a question of theirs has waited for {days} days"),
    "action.reason.below_gate": ("信任只有 {percent}%，太低了", "their trust is down to {percent}%"),
    "action.reason.parcel_received": (
        "{days} 天前收到了货，还没有谢过",
        "their parcel arrived {days} days ago, and no thanks yet",
    ),
    "action.reason.ignored_lately": ("最近 {count} 次分享都没有打开", "they left the last {count} shares unopened"),
    "action.reason.quiet": ("已经 {days} 天没有来过", "they have not come for {days} days"),
    "action.reason.trust_fell": ("最近信任掉得快", "their trust has fallen fast lately"),
    "action.reason.never_opened": ("还没有打开过您的分享", "they have not opened a share of yours yet"),
    "action.reason.new_customer": ("刚认识，来过 {count} 次", "you have just met: {count} visits lately"),
    "action.reason.returning_visitor": ("两周内来了 {count} 次", "they came {count} times within two weeks"),
    "action.reason.familiar_with_shop": ("已经熟悉您的小店", "they know your shop by now"),
    "action.reason.bought_before": ("买过，并且满意", "they bought here and were content"),
    "action.reason.close_customer": (
        "常来买，还带来过人或写过评价",
        "they buy often, and brought somebody or wrote a review",
    ),
    "action.reason.question_open.one": ("有个问题等了 1 天", "a question of theirs has waited for a day"),
    "action.reason.parcel_received.one": (
        "昨天收到了货，还没有谢过",
        "their parcel arrived yesterday, and no thanks yet",
    ),
    "action.reason.ignored_lately.one": ("最近 1 次分享没有打开", "they left the last share unopened"),
    "action.reason.new_customer.one": ("刚认识，来过 1 次", "you have just met: one visit lately"),
    "action.reason.returning_visitor.one": ("两周内来了 1 次", "they came once within two weeks"),
    "action.reason.question_open.today": ("今天问了一个问题", "they asked something today"),
    "action.reason.parcel_received.today": ("今天收到了货，还没有谢过", "their parcel has arrived today"),
    "action.reason.new_customer.today": ("刚认识", "you have just met"),
    "error.bad_tag": ("标签是 1 到 12 个字的一个词，不用标点。", "A tag is one word of 1 to 12 letters or figures."),
    "error.no_such_note": ("没有这条备注，或者它不是您的。", "There is no such note, or it is not yours."),
    "error.note_needed": ("备注请写 1 到 500 字。", "A note has 1 to 500 characters."),
    "error.too_many_notes": (
        "这位顾客已有 100 条备注，请先删掉旧的。",
        "There are 100 notes about this customer; remove old ones first.",
    ),
    "error.too_many_tags": ("一位顾客最多 12 个标签。", "A customer has room for 12 tags."),
    # What is held about a person
    "held.column.tag": ("标签", "tag"),
    "held.purpose.what a shopkeeper remembers in order to serve a customer; the customer reads and removes it": (
        "店主用来更好地服务您，您能看到也能删掉",
        "what a shopkeeper remembers in order to serve a customer; the customer reads and removes it",
    ),
    "held.table.customer_note": ("店主记下的关于我的话", "Notes shops keep about me"),
    "held.table.customer_tag": ("店主给我贴的标签", "Tags shops gave me"),
}


def action_text(found: NextBestAction, language: str) -> str:
    """The next best step, in one line."""
    return say(f"action.step.{found.action}", language)


def action_reason_text(found: NextBestAction, language: str) -> str:
    """The fact a step rests on, in one line; some are said otherwise of today, and of one."""
    key = f"action.reason.{found.reason}"
    values: dict[str, Any] = {"days": found.days, "count": found.count, "percent": found.percent}
    special = {0: f"{key}.today", 1: f"{key}.one"}.get(found.days or found.count, key)
    return say(special, language, fallback=say(key, language, **values), **values)
