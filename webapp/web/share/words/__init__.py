"""What the consumer's pages say, in Chinese and English side by side, both written for their readers; by subject."""

from typing import Any

from webapp.kernel.registry import merged, of_kind

_WORDS: dict[str, tuple[str, str]] = merged(of_kind("words.share"), "WORDS", tuple)


def known(key: str) -> bool:
    """Whether there are words for this key."""
    return key in _WORDS


def say(language: str, key: str, **values: Any) -> str:
    """The words of a key in a language."""
    text = _WORDS[key][language == "en"]
    return text.format(**values) if values else text
