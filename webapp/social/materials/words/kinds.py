"""Kinds and states of material in Chinese and English: the same words on every face."""

from webapp.social.materials import MaterialKind, MaterialState

KINDS: dict[str, tuple[str, str]] = {
    MaterialKind.COPY.value: ("文案", "words to send"),
    MaterialKind.PICTURES.value: ("图片", "pictures"),
    MaterialKind.SCRIPT.value: ("话术", "a talk"),
    MaterialKind.VALUE_CONTENT.value: ("有用的内容", "something of use"),
}
STATES: dict[str, tuple[str, str]] = {
    MaterialState.PRIVATE.value: ("只有您自己看得到", "only you can see it"),
    MaterialState.CHECKING.value: ("正在检查", "being checked"),
    MaterialState.WAITING.value: ("同事正在看", "a colleague is looking"),
    MaterialState.SHOWN.value: ("大家都看得到", "everybody can see it"),
    MaterialState.REFUSED.value: ("没有通过", "refused"),
}
