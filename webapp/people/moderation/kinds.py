"""What kinds of public words there are, where each may stand, and what a check can say."""

from enum import StrEnum


class TextKind(StrEnum):
    """Where words are published."""

    QUESTION = "question"
    ANSWER = "answer"
    REVIEW = "review"
    REPLY = "reply"
    MATERIAL = "material"
    SHARE_TEXT = "share_text"
    INTRODUCTION = "introduction"

    @property
    def most(self) -> int:
        """How many characters fit."""
        return _MAX_LENGTHS[self]


_MAX_LENGTHS = {
    TextKind.QUESTION: 200,
    TextKind.ANSWER: 500,
    TextKind.REVIEW: 500,
    TextKind.REPLY: 300,
    TextKind.MATERIAL: 1_000,
    TextKind.SHARE_TEXT: 120,
    TextKind.INTRODUCTION: 200,
}


class TextState(StrEnum):
    """Where a text stands: being checked by WeChat, waiting for a colleague, shown, or refused."""

    CHECKING = "checking"
    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What WeChat's text check suggests (msg_sec_check v2, `result.suggest`)."""

    PASS = "pass"  # noqa: S105 - WeChat's word
    REVIEW = "review"
    RISKY = "risky"
