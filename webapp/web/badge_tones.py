"""The colour of a state's badge, one for every face; the mini-program's `badge_tones.js` says the same.

A capability declares it in its `words`, by the states it has.
"""

from collections.abc import Mapping
from functools import cache

from webapp.kernel.registry import merged, of_kind


@cache
def badge_tones() -> Mapping[str, Mapping[str, str]]:
    """What wears which colour in which state."""
    return merged(of_kind("words"), "BADGE_TONES", dict)


def badge_tone(what: str, state: str) -> str:
    """What a badge wears: `tone("order", "paid")`. Whatever needs no attention is quiet."""
    return badge_tones()[what].get(state, "quiet")
