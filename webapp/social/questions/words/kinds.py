"""Where questions and public words stand, in Chinese and English: the same words on every face."""

from webapp.people.moderation import TextState
from webapp.social.questions import QuestionState

STATES: dict[str, tuple[str, str]] = {
    QuestionState.CHECKING.value: ("正在检查", "being checked"),
    QuestionState.WAITING.value: ("同事在看", "a colleague is looking"),
    QuestionState.REFUSED.value: ("没有通过", "not published"),
    QuestionState.OPEN.value: ("等店主回答", "waiting for the shop"),
    QuestionState.ANSWERED.value: ("已回答", "answered"),
}
ANSWER_STATES: dict[str, tuple[str, str]] = {
    TextState.CHECKING.value: ("回答正在检查", "answer being checked"),
    TextState.WAITING.value: ("同事在看回答", "a colleague is looking at the answer"),
    TextState.REFUSED.value: ("回答没有通过", "answer not published"),
    TextState.SHOWN.value: ("已回答", "answered"),
}
