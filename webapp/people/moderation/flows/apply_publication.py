"""What follows when words become public."""

from collections.abc import Callable
from datetime import datetime

from webapp.people.moderation import PublicTextView, TextKind
from webapp.social import materials
from webapp.social.questions.flows.question_relationship_events import record_answers_shown, record_question_shown
from webapp.social.reviews.flows.review_relationship_events import record_review_shown


def _show_material(text: PublicTextView, _now: datetime) -> None:
    """A material offered to others is theirs to read now."""
    materials.show_text(text.id)


_FOLLOWS: dict[TextKind, Callable[[PublicTextView, datetime], None]] = {
    TextKind.QUESTION: record_question_shown,
    TextKind.ANSWER: record_answers_shown,
    TextKind.REVIEW: record_review_shown,
    TextKind.MATERIAL: _show_material,
}


def apply_publication(text: PublicTextView, *, now: datetime) -> None:
    """Do what follows from words being shown, inside the transaction that shows them."""
    if text.kind in _FOLLOWS:
        _FOLLOWS[text.kind](text, now)
