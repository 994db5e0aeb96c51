"""How staff prepare materials in tests: their words in one language or in both."""

from tests.cast import scalar
from webapp.domain.social.materials import (
    Words,
)


def words(text: str, title: str = "一句话") -> dict[str, Words]:
    return {"zh": Words(title=title, text=text)}


def both(text: str) -> dict[str, Words]:
    return {**words(text), "en": Words(title="One sentence", text=f"{text} (en)")}


def newest_text() -> int:
    return int(str(scalar("SELECT max(id) FROM public_text")))
