"""What the API says about relationships and trust, in Chinese and English, both written for their readers."""

from webapp.social.relationships import (
    AdviceReason,
    Alternative,
    AudienceMember,
    EventKind,
    NextStage,
    StageRequirement,
    TimelineEntry,
)
from webapp.social.relationships.words.kinds import EVENTS, STAGES, void_reason_text
from webapp.web.api.words import Words, say

_REASONS: Words = {
    AdviceReason.MUTED: ("对方设了免打扰，不推送", "has muted you: no push"),
    AdviceReason.BLOCKED: ("对方屏蔽了您，不推送", "has blocked you: no push"),
    AdviceReason.NO_OUTREACH: ("不接收店主主动分享，不推送", "does not want shares sent to them: no push"),
    AdviceReason.BELOW_GATE: ("信任太低，先发有用的内容", "trusts you too little: send something of use first"),
    AdviceReason.WOULD_FALL_BELOW_GATE: (
        "再被忽略一次，信任就太低了",
        "one more unopened share would cost too much trust",
    ),
    AdviceReason.GONE_QUIET: ("很久没有来往，先问候一声", "has been quiet for long: say hello first"),
    AdviceReason.IGNORED_LATELY: ("最近 {n} 次都没有打开", "left the last {n} unopened"),
    AdviceReason.OPENED_LATELY: ("最近打开过您的分享", "opened a share of yours lately"),
    AdviceReason.TRUSTS_YOU: ("信任您", "trusts you"),
    AdviceReason.NOTHING_KNOWN: ("还不了解，可以试一次", "little is known yet; one share does no harm"),
}
_INSTEAD: Words = {
    Alternative.VALUE_CONTENT: (
        "先发一条有用的：怎么挑、怎么存、怎么做，不带商品链接。",
        "Send something of use first: how to choose, keep or cook it, without a link to goods.",
    ),
    Alternative.GREETING: ("先问候一声，不谈商品。", "Say hello first, and no word of goods."),
    Alternative.PRODUCT: ("可以分享商品。", "Sharing a product is welcome."),
}
_LACKING: Words = {
    StageRequirement.FIRST_VISIT: ("对方第一次打开您的分享", "their first visit to a share of yours"),
    StageRequirement.VISITS: (
        "两周内来 {need:.0f} 次（现在 {have:.0f} 次）",
        "{need:.0f} visits within two weeks (now {have:.0f})",
    ),
    StageRequirement.PURCHASES: (
        "满意的购买 {need:.0f} 次（现在 {have:.0f} 次）",
        "{need:.0f} satisfied purchases (now {have:.0f})",
    ),
    StageRequirement.TRUST: ("信任到 {need:.2f}（现在 {have:.2f}）", "trust of {need:.2f} (now {have:.2f})"),
    StageRequirement.GIVING_BACK: ("写一条评价，或者带来一位朋友", "a review of theirs, or a friend they bring"),
    StageRequirement.ANY_CONTACT: ("对方主动来一次", "a sign of life from them"),
    StageRequirement.NOTHING: ("已经走到最深的一步", "nothing: it is as deep as it gets"),
}


def advice_reason_text(about: AudienceMember, language: str) -> str:
    """Why somebody stands where they stand, in one line."""
    return say(_REASONS, about.reason, language).format(n=about.ignored_lately)


def alternative_text(instead: Alternative, language: str) -> str:
    """What else to send, in one line."""
    return say(_INSTEAD, instead, language)


def next_stage_text(found: NextStage, language: str) -> str:
    """What would move a relationship on."""
    return say(_LACKING, found.missing, language).format(have=found.current, need=found.required)


def entry_text(line: TimelineEntry, language: str) -> str:
    """What happened, in a few words."""
    if line.change is not None:
        arrow = (say(STAGES, line.change.before, language), say(STAGES, line.change.after, language))
        return " → ".join(arrow)
    return say(EVENTS, line.kind.key, language) if line.kind is not None else ""


def arithmetic(line: TimelineEntry, language: str) -> str:
    """What the event added to the account, as it was reckoned; empty for a change of stage.

    That a consumer contested something is not told here, for shopkeepers read this too.
    """
    english = language == "en"
    if line.change is not None:
        return ""
    if line.void_reason:
        return ("已更正，不再计算", "corrected, no longer counted")[english]
    mean = _mean(line, english=english)
    amount = line.gain or line.cost
    if not amount:
        decides = line.kind in (EventKind.BLOCK, EventKind.UNBLOCK)
        return mean if decides else ("不影响信任", "does not change trust")[english]
    factors = [
        f"{line.base:g}",
        *(f"{factor:.2f}" for factor in (line.repeat_factor, line.ability_factor) if factor != 1),
    ]
    side = (("好", "good"), ("坏", "bad"))[line.gain == 0][english]
    reckoned = f"{' × '.join(factors)} = {amount:.2f}" if len(factors) > 1 else f"{amount:.2f}"
    return f"{side} + {reckoned}; {mean}"


def arithmetic_for_consumer(line: TimelineEntry, language: str) -> str:
    """The same for the consumer it is about, who may know why something was corrected."""
    told = arithmetic(line, language)
    if not line.void_reason:
        return told
    english = language == "en"
    return f"{told}{': ' if english else '：'}{void_reason_text(line.void_reason, english=english)}"


def _mean(line: TimelineEntry, *, english: bool) -> str:
    """The mean after an event, as it is reckoned; fixed while blocked."""
    if line.blocked:
        return (f"屏蔽期间固定为 {line.mean:.2f}", f"fixed at {line.mean:.2f} while blocked")[english]
    return f"({line.r:.2f} + 1) / ({line.r:.2f} + {line.s:.2f} + 2) = {line.mean:.2f}"


PROBLEMS: dict[str, str] = {
    "no_such_customer": "这不是您的顾客。",
    "not_your_customers": "里面有人不是您的顾客。",
    "audience_too_large": "一次分享最多给 200 人。",
    "audience_held_back": "有人不想收到分享，或者信任太低，请先把他们去掉；可以先问一下分享建议。",
    "own_shop": "这是您自己的店，不能对自己设免打扰或屏蔽。",
    "already_objected": "这一条您已经提过异议了。",
}
