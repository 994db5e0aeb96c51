"""Every phrase of the admin, Chinese and English side by side; both are written, neither is a translation."""

from webapp.faces.admin.words import deeds, errors, frame, goods, people, relating, sales

LANGUAGES = ("zh", "en")
WORDS: dict[str, tuple[str, str]] = {
    **frame.WORDS,
    **sales.WORDS,
    **goods.WORDS,
    **people.WORDS,
    **relating.WORDS,
    **deeds.WORDS,
    **errors.WORDS,
}


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
