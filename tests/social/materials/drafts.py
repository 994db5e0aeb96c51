"""How staff prepare materials in tests: their words in one language or in both."""

from tests.cast import scalar
from webapp.social.materials import MaterialText


def words(text: str, title: str = "一句话") -> dict[str, MaterialText]:
    return {"zh": MaterialText(title=title, text=text)}


def both(text: str) -> dict[str, MaterialText]:
    return {**words(text), "en": MaterialText(title="One sentence", text=f"{text} (en)")}


def newest_text() -> int:
    return int(str(scalar("SELECT max(id) FROM public_text")))
