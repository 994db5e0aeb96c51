"""Every phrase of the admin, Chinese and English side by side; both are written, neither is a translation.

A module per subject; adding one is adding a file.
"""

import sys

from webapp.kernel.registry import discover, merged, of_kind

LANGUAGES = ("zh", "en")
WORDS: dict[str, tuple[str, str]] = merged([*discover(sys.modules[__name__]), *of_kind("words.admin")], "WORDS", tuple)


def counting(key: str, count: object) -> str:
    """The key for one thing where one is said otherwise than many."""
    return f"{key}.one" if count == 1 and f"{key}.one" in WORDS else key


def word(key: str, language: str, *, missing: str | None = None) -> str:
    """The phrase of a key; `missing` is the answer for a key that may not exist, otherwise it must."""
    pair = WORDS.get(key)
    if pair is None:
        if missing is None:
            raise KeyError(f"no words for {key!r}")
        return missing
    return pair[LANGUAGES.index(language)]
