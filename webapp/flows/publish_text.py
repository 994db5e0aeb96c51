"""What follows when words become public."""

from collections.abc import Callable
from datetime import datetime

from webapp.domain.moderation import PublicTextView, TextKind
from webapp.domain.social import materials


def _show_material(text: PublicTextView, _now: datetime) -> None:
    """A material offered to others is theirs to read now."""
    materials.show_text(text.id)


_FOLLOWS: dict[TextKind, Callable[[PublicTextView, datetime], None]] = {TextKind.MATERIAL: _show_material}


def publish(text: PublicTextView, *, now: datetime) -> None:
    """Do what follows from words being shown, inside the transaction that shows them."""
    if text.kind in _FOLLOWS:
        _FOLLOWS[text.kind](text, now)
