"""Public words in words: where they stand, what became of them, what WeChat found; the same on every face."""

from webapp.people.moderation import TextKind, TextState

KINDS: dict[str, tuple[str, str]] = {
    TextKind.QUESTION.value: ("提问", "Question"),
    TextKind.ANSWER.value: ("回答", "Answer"),
    TextKind.REVIEW.value: ("评价", "Review"),
    TextKind.REPLY.value: ("回复", "Reply"),
    TextKind.MATERIAL.value: ("素材", "Material"),
    TextKind.SHARE_TEXT.value: ("分享的话", "Words of a share"),
    TextKind.INTRODUCTION.value: ("店铺介绍", "Shop introduction"),
}
STATES: dict[str, tuple[str, str]] = {
    TextState.CHECKING.value: ("检查中", "being checked"),
    TextState.WAITING.value: ("同事正在看", "a colleague is looking"),
    TextState.SHOWN.value: ("已公开", "public"),
    TextState.REFUSED.value: ("没有通过", "not accepted"),
}
# WeChat's numbers for what its text check found (msg_sec_check v2, `label`).
LABELS: dict[int, tuple[str, str]] = {
    100: ("没有发现问题", "nothing found"),
    10001: ("广告", "advertising"),
    20001: ("时政", "politics"),
    20002: ("色情", "pornography"),
    20003: ("辱骂", "abuse"),
    20006: ("违法犯罪", "crime"),
    20008: ("欺诈", "fraud"),
    20012: ("低俗", "vulgarity"),
    20013: ("版权", "copyright"),
    21000: ("其他", "something else"),
}
OTHER = 21000


def label_of(label: int) -> tuple[str, str]:
    """What WeChat found, in both languages; a number nobody has told us of is something else."""
    return LABELS.get(label, LABELS[OTHER])
