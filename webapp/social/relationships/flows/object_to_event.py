"""A consumer says that something held about them is wrong."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.social.relationships import ObjectionView, objections

MAX_TEXT_LENGTH = 500


def object_to_event(person_id: int, event_id: int, text: str) -> ObjectionView:
    """Contest one's own event, once; raises NotFound for somebody else's and AlreadyContested."""
    text = text.strip()
    if not 1 <= len(text) <= MAX_TEXT_LENGTH:
        raise Invalid(f"Say in 1 to {MAX_TEXT_LENGTH} characters what is wrong.")
    with transaction():
        made = objections.add_objection(person_id, event_id, text, now=clock.now())
        return objections.objection(made)
