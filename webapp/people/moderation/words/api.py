"""What the API says about public words: what became of them, and what it refuses."""

from webapp.people.moderation import PublicTextView, TextState
from webapp.people.moderation.words.kinds import label_of

_FOUND = (
    "微信的内容检查认为其中可能有：{what}。可以改一改再发。",
    "WeChat's content check thinks it contains: {what}. You may change it and say it again.",
)


def refusal_reason(text: PublicTextView, language: str) -> str:
    """Why words were refused, for their author: a colleague's reason, or else what WeChat found; otherwise empty."""
    if text.state is not TextState.REFUSED:
        return ""
    if text.reason or text.label is None:
        return text.reason
    english = language == "en"
    return _FOUND[english].format(what=label_of(text.label)[english])


PROBLEMS: dict[str, str] = {
    "text_needed": "请写点什么，也不要超过能放下的字数。",
    "not_seen_lately": "微信只检查它刚见过的人写的话，请重新打开小程序再试。",
    "already_moderated": "已经有人决定过了。",
    "name_refused": "这个店名没有通过微信的内容检查，请换一个。",
    "name_doubtful": "微信拿不准这个店名，请换一个更平常的。",
    "open_mini_program_again": "微信只检查它刚见过的人起的店名：请重新打开小程序，再试一次。",
    "name_unchecked": "微信刚才没有回应，店名没能检查；什么都没有改，请稍后再试。",
}
