"""What people read: every phrase in Chinese and English side by side, once for all faces; dates, numbers and lists.

A capability's `words` hold its phrases by namespaced keys (`order.state.paid`, `error.sold_out`); the frames' stand in
`webapp/web/words.py` and `webapp/pages/words.py`. They are gathered when a phrase is first asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Any, Literal

from babel import Locale
from babel.dates import format_datetime
from babel.lists import format_list
from babel.numbers import format_percent

from webapp.kernel.clock import SHANGHAI
from webapp.kernel.registry import modules_at, of_kind

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")
_LOCALES = {"zh": Locale("zh"), "en": Locale("en")}
_PLURAL = {language: locale.plural_form for language, locale in _LOCALES.items()}
# How a moment is written: for staff in figures, for everybody else as people say it.
_FORMS = {
    "minute": ("MM-dd HH:mm", "MM-dd HH:mm"),
    "second": ("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss"),
    "full": ("yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm"),
    "day": ("yyyy-MM-dd", "yyyy-MM-dd"),
    "said": ("M月d日 HH:mm", "d MMM, HH:mm"),
    "said_day": ("y 年 M 月 d 日", "d MMMM y"),
    "month": ("y年M月", "MMM y"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase about `{count}` things, by plural form; Chinese says one thing as many."""

    zh: str
    one: str
    other: str

    def form(self, language: str, count: object) -> str:
        """The form for a number of things."""
        if language != "en":
            return self.zh
        return self.one if isinstance(count, int) and _PLURAL["en"](count) == "one" else self.other


Phrase = tuple[str, str] | Counted
Words = Mapping[str, Phrase]
# The names code puts behind a key, as in `order.state.{state}`: each needs a phrase.
Named = Mapping[str, Iterable[str]]
# What a badge wears in a state; whatever needs no attention has no tone of its own.
BadgeTones = Mapping[str, Mapping[str, Literal["wait", "ok", "bad", "accent"]]]


class Vocabulary:
    """All phrases by key; a key written twice is refused, and so is a name without a phrase."""

    def __init__(self, parts: Sequence[ModuleType]) -> None:
        self._phrases: dict[str, Phrase] = {}
        for part in parts:
            words: Words = getattr(part, "WORDS", {})
            if twice := sorted(self._phrases.keys() & words.keys()):
                raise ValueError(f"{part.__name__} writes {twice} a second time")
            self._phrases.update(words)
        for part in parts:
            named: Named = getattr(part, "NAMED", {})
            keys = [f"{key}.{name}" for key, names in named.items() for name in names]
            if lacking := sorted(key for key in keys if key not in self._phrases):
                raise ValueError(f"{part.__name__} has no phrase for {lacking}")

    def __contains__(self, key: object) -> bool:
        return key in self._phrases

    def items(self) -> Iterable[tuple[str, Phrase]]:
        """Every key with its phrase."""
        return self._phrases.items()

    def form(self, key: str, language: str, count: object = None) -> str:
        """The phrase with its blanks still open; raises KeyError for a key nobody has written."""
        phrase = self._phrases[key]
        return phrase.form(language, count) if isinstance(phrase, Counted) else phrase[language == "en"]


@cache
def vocabulary() -> Vocabulary:
    """The words of every capability and of the frames around their pages."""
    return Vocabulary([*modules_at("webapp.web.words"), *of_kind("words")])


def say(key: str, language: str, /, *, fallback: str | None = None, **values: Any) -> str:
    """A phrase in a language, its blanks filled; `count` chooses the plural form.

    Raises KeyError for a key nobody has written, unless `fallback` says what to show instead.
    """
    known = vocabulary()
    if fallback is not None and key not in known:
        return fallback
    phrase = known.form(key, language, values.get("count"))
    return phrase.format(**values) if values else phrase


def moment(at: datetime, language: str, form: str = "said") -> str:
    """A moment in Shanghai: `said`, `said_day` and `month` as people say it, the others in figures."""
    pattern = _FORMS[form][language == "en"]
    return format_datetime(at.astimezone(SHANGHAI), pattern, locale=_LOCALES[language])


def listed(things: Sequence[str], language: str) -> str:
    """Several things in one sentence."""
    return format_list(things, locale=_LOCALES[language])


def percent(part: float, language: str, places: int = 0) -> str:
    """A share of one, with as many decimal places as it needs up to `places`: 0.125 → 12.5%."""
    pattern = f"0.{'#' * places}%" if places else "0%"
    return format_percent(part, pattern, locale=_LOCALES[language], decimal_quantization=True)
