"""Words of public texts: what waits for a colleague, what was decided, and what WeChat found."""

from webapp.people.moderation.words.kinds import KINDS, LABELS, STATES

WORDS: dict[str, tuple[str, str]] = {
    **{f"text.kind.{key}": words for key, words in KINDS.items()},
    **{f"text.state.{key}": words for key, words in STATES.items()},
    **{f"text.label.{key}": words for key, words in LABELS.items()},
    "nav.texts": ("公开文字", "Public words"),
    "may.texts.view": ("看待审和已审的文字", "See public words that wait or were decided"),
    "may.texts.moderate": ("决定文字能否公开", "Decide whether words become public"),
    "texts.title": ("公开文字", "Public words"),
    "oldest": ("← 最早", "← Oldest"),
    "newer": ("更新 →", "Newer →"),
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
        "What WeChat finds nothing wrong with becomes public without coming here; "
        "what it doubts or cannot check is decided by a colleague.",
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
    "deed.text_shown": ("公开一段文字", "Showed somebody's words"),
    "deed.text_refused": ("拒绝一段文字", "Refused somebody's words"),
    "deed.text_reopened": ("重新看一段文字", "Put refused words back to be looked at"),
    "bind.reason.name": ("店名没有通过检查", "the shop's name did not pass the check"),
    "bind.reason.name_unchecked": ("店名没能检查", "the shop's name could not be checked"),
    "error.already_moderated": (
        "已经有人决定过了，没有再改。",
        "Somebody has decided about this already; it stays so.",
    ),
    "error.reason_needed": (
        "拒绝时请写明原因，最多 200 字：作者会看到。",
        "Say why you refuse, in at most 200 characters: the author reads it.",
    ),
    "error.not_refused": ("只有被拒绝的文字可以放回待看。", "Only refused words can be looked at again."),
}
