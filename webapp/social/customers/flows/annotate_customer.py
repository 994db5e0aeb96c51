"""A shopkeeper writes down what helps to serve a customer; the customer may take any of it away."""

from collections.abc import Sequence

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import customers
from webapp.social.customers import Note


def tag_customer(shopkeeper_id: int, person_id: int, tags: Sequence[str]) -> list[str]:
    """Keep these tags and no others; gives them as kept. Raises NoSuchCustomer, BadTag, TooManyTags."""
    tidied = customers.tidy_tags(tags)
    with transaction():
        customers.lock_customer(shopkeeper_id, person_id)
        customers.set_tags(shopkeeper_id, person_id, tidied)
    return tidied


def add_customer_note(shopkeeper_id: int, person_id: int, text: str) -> Note:
    """Write a note about one's own customer; raises NoSuchCustomer, NoteNeeded, TooManyNotes."""
    tidied = customers.tidy_note(text)
    with transaction():
        now = clock.now()
        customers.lock_customer(shopkeeper_id, person_id)
        note_id = customers.add_note(shopkeeper_id, person_id, tidied, now=now)
    return Note(id=note_id, text=tidied, created_at=now)


def remove_customer_note(shopkeeper_id: int, person_id: int, note_id: int) -> None:
    """Remove a note, for the shopkeeper who wrote it or the person it is about; raises NoSuchNote."""
    with transaction():
        customers.remove_note(shopkeeper_id, person_id, note_id)


def remove_customer_tag(shopkeeper_id: int, person_id: int, tag: str) -> None:
    """Remove one tag, for the person it is about; raises NotFound."""
    with transaction():
        customers.remove_tag(shopkeeper_id, person_id, tag)
