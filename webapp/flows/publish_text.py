"""What follows when words become public."""

from collections.abc import Callable
from datetime import datetime

from webapp.domain.moderation import PublicTextView, TextKind

_FOLLOWS: dict[TextKind, Callable[[PublicTextView, datetime], None]] = {}


def publish(text: PublicTextView, *, now: datetime) -> None:
    """Do what follows from words being shown, inside the transaction that shows them."""
    if text.kind in _FOLLOWS:
        _FOLLOWS[text.kind](text, now)
