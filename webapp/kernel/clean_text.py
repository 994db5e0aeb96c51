"""Words as others will see them: what nobody sees is no word, and what turns the text around it is taken out."""

import unicodedata

# Embeddings and overrides of direction reach beyond the words they stand in; the isolates that replaced them do not.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F)])
# Letters and signs to Unicode, blanks to everybody who looks.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def clean_text(text: str) -> str:
    """The words without blank edges and without what turns those around them; empty when nothing of them is seen."""
    left = text.translate(_TURNS).strip()
    return left if any(_is_seen(each) for each in left) else ""


def _is_seen(sign: str) -> bool:
    return sign not in _BLANKS and unicodedata.category(sign) not in _UNSEEN
