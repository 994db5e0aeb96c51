"""Words of public texts: their kinds, where they stand, what WeChat found, what colleagues decide."""

from webapp.kernel.words import BadgeTones, Named, Words, say
from webapp.people.moderation.facts import PublicTextView
from webapp.people.moderation.kinds import TextKind, TextState

NAMED: Named = {
    "text.kind": TextKind,
    "text.state": TextState,
}
BADGE_TONES: BadgeTones = {
    "text": {TextState.WAITING: "wait", TextState.SHOWN: "ok", TextState.REFUSED: "bad"},
}

WORDS: Words = {
    "text.state.checking": ("检查中", "being checked"),
    "text.state.waiting": ("同事正在看", "a colleague is looking"),
    "text.state.shown": ("已公开", "public"),
    "text.state.refused": ("没有通过", "not accepted"),
    "text.kind.question": ("提问", "Question"),
    "text.kind.answer": ("回答", "Answer"),
    "text.kind.review": ("评价", "Review"),
    "text.kind.reply": ("回复", "Reply"),
    "text.kind.material": ("素材", "Material"),
    "text.kind.share_text": ("分享的话", "Words of a share"),
    "text.kind.introduction": ("店铺介绍", "Shop introduction"),
    # WeChat's numbers for what its text check found (msg_sec_check v2, `label`).
    "text.label.100": ("没有发现问题", "nothing found"),
    "text.label.10001": ("广告", "advertising"),
    "text.label.20001": ("时政", "politics"),
    "text.label.20002": ("色情", "pornography"),
    "text.label.20003": ("辱骂", "abuse"),
    "text.label.20006": ("违法犯罪", "crime"),
    "text.label.20008": ("欺诈", "fraud"),
    "text.label.20012": ("低俗", "vulgarity"),
    "text.label.20013": ("版权", "copyright"),
    "text.label.21000": ("其他", "something else"),
    "texts.title": ("公开文字", "Public words"),
    "texts.waiting": ("待看", "Waiting"),
    "texts.decided": ("最近的决定", "Decided lately"),
    "texts.kind": ("种类", "Kind"),
    "texts.words": ("文字", "Words"),
    "texts.author": ("作者", "Author"),
    "texts.found": ("微信检查", "WeChat's check"),
    "texts.not_checked": ("没能检查", "could not be checked"),
    "texts.outcome": ("结果", "Outcome"),
    "texts.judge": ("谁决定", "Decided by"),
    "texts.by_wechat": ("微信", "WeChat"),
    "texts.at": ("决定于", "Decided"),
    "texts.reason": ("拒绝的原因，作者会看到", "Why it is refused; the author reads this"),
    "texts.show": ("公开", "Show"),
    "texts.refuse": ("拒绝", "Refuse"),
    "texts.reopen": ("放回待看", "Look again"),
    "texts.was_shown": ("已公开。", "It is public now."),
    "texts.was_refused": ("已拒绝，作者会看到原因。", "Refused; the author reads why."),
    "texts.was_reopened": ("已放回待看。", "It waits once more."),
    "texts.note": (
        "微信没有查出问题的文字会直接公开，不经过这里；拿不准的、没能检查的，由同事决定。",
        "What WeChat finds nothing wrong with becomes public without coming here; what it doubts or cannot "
        "check is decided by a colleague.",
    ),
    "texts.decided_note": (
        "被拒绝的，和同事公开的。拒绝错了，可以放回待看。",
        "What was refused, and what colleagues showed. A refusal that was wrong can be looked at again.",
    ),
    "texts.waiting.empty.title": ("没有待看的文字", "Nothing waits"),
    "texts.waiting.empty.text": (
        "微信拿不准或没能检查的文字，会出现在这里。",
        "What WeChat doubts or could not check comes here.",
    ),
    "texts.decided.empty.title": ("还没有决定", "Nothing was decided yet"),
    "texts.decided.empty.text": (
        "被拒绝的文字，和同事公开的文字，会出现在这里。",
        "Words that were refused, or that a colleague showed, come here.",
    ),
    "binding.reason.name": ("店名没有通过检查", "the shop's name did not pass the check"),
    "binding.reason.name_unchecked": ("店名没能检查", "the shop's name could not be checked"),
    "text.refused_by_wechat": (
        "微信的内容检查认为其中可能有：{what}。可以改一改再发。",
        "WeChat's content check thinks it contains: {what}. You may change it and say it again.",
    ),
    "nav.texts": ("公开文字", "Public words"),
    "permission.texts.view": ("看待审和已审的文字", "See public words that wait or were decided"),
    "permission.texts.moderate": ("决定文字能否公开", "Decide whether words become public"),
    "audit.action.text_shown": ("公开一段文字", "Showed somebody's words"),
    "audit.action.text_refused": ("拒绝一段文字", "Refused somebody's words"),
    "audit.action.text_reopened": ("重新看一段文字", "Put refused words back to be looked at"),
    "error.already_moderated": (
        "已经有人决定过了，没有再改。",
        "Somebody has decided about this already; it stays so.",
    ),
    "error.name_doubtful": (
        "微信拿不准这个店名，请换一个更平常的。",
        "WeChat's content check is not sure about this name; please choose a plainer one.",
    ),
    "error.name_refused": (
        "这个店名没有通过微信的内容检查，请换一个。",
        "This name does not pass WeChat's content check; please choose another one.",
    ),
    "error.name_unchecked": (
        "微信刚才没有回应，店名没能检查；什么都没有改，请稍后再试。",
        "WeChat did not check the name just now; nothing has been changed, please try again in a moment.",
    ),
    "error.not_refused": ("只有被拒绝的文字可以放回待看。", "Only refused words can be looked at again."),
    "error.open_mini_program_again": (
        "微信只检查它刚见过的人起的店名：请重新打开小程序，再试一次。",
        "WeChat checks names only of people it has just seen: open the mini-program again, then try once more.",
    ),
    "error.reason_needed": (
        "拒绝时请写明原因，最多 200 字：作者会看到。",
        "Say why you refuse, in at most 200 characters: the author reads it.",
    ),
    "error.text_needed": ("请写点什么，也不要超过能放下的字数。", "Write something, and not more than fits."),
    # What is held about a person
    "held.purpose.published by the person": ("您公开发表的内容", "published by the person"),
    "held.table.public_text": ("我公开发表的话", "What I said in public"),
}


def refusal_reason(text: PublicTextView, language: str) -> str:
    """Why words were refused, for their author: a colleague's reason, or else what WeChat found; otherwise empty."""
    if text.state is not TextState.REFUSED:
        return ""
    if text.reason or text.label is None:
        return text.reason
    what = say(f"text.label.{text.label}", language, fallback=say("text.label.21000", language))
    return say("text.refused_by_wechat", language, what=what)
