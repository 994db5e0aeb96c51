"""What a shopkeeper writes down about a customer, and what either of the two takes away again."""

from collections.abc import Sequence
from datetime import datetime

from webapp.kernel.db import execute, row
from webapp.kernel.errors import NotFound
from webapp.social.customers.rules import MAX_NOTES, NoSuchNote, TooManyNotes
from webapp.social.relationships import NoSuchCustomer


def lock_customer(shopkeeper_id: int, person_id: int) -> None:
    """Raise NoSuchCustomer for no pair; else whoever writes about it does so alone.

    Without the lock, the second of two who tag at once would fail on the first one's places.
    """
    found = row(
        int,
        "SELECT 1 FROM relationship WHERE shopkeeper_id = :s AND person_id = :p FOR UPDATE",
        s=shopkeeper_id,
        p=person_id,
    )
    if found is None:
        raise NoSuchCustomer


def set_tags(shopkeeper_id: int, person_id: int, tags: Sequence[str]) -> None:
    """These tags and no others, of a locked customer."""
    execute("DELETE FROM customer_tag WHERE shopkeeper_id = :s AND person_id = :p", s=shopkeeper_id, p=person_id)
    execute(
        """INSERT INTO customer_tag (shopkeeper_id, person_id, tag, position)
           SELECT :s, :p, tag, position FROM unnest(CAST(:tags AS text[])) WITH ORDINALITY AS given (tag, position)""",
        s=shopkeeper_id,
        p=person_id,
        tags=list(tags),
    )


def remove_tag(shopkeeper_id: int, person_id: int, tag: str) -> None:
    """Take one tag away; raises NotFound when it is not there."""
    gone = execute(
        "DELETE FROM customer_tag WHERE shopkeeper_id = :s AND person_id = :p AND tag = :tag",
        s=shopkeeper_id,
        p=person_id,
        tag=tag,
    )
    if not gone:
        raise NotFound


def add_note(shopkeeper_id: int, person_id: int, text: str, *, now: datetime) -> int:
    """Write a note about a locked customer; gives its id. Raises TooManyNotes."""
    made = row(
        int,
        """INSERT INTO customer_note (shopkeeper_id, person_id, text, created_at)
           SELECT :s, :p, :text, :now
           WHERE (SELECT count(*) FROM customer_note WHERE shopkeeper_id = :s AND person_id = :p) < :most
           RETURNING id""",
        s=shopkeeper_id,
        p=person_id,
        text=text,
        now=now,
        most=MAX_NOTES,
    )
    if made is None:
        raise TooManyNotes
    return made


def remove_note(shopkeeper_id: int, person_id: int, note_id: int) -> None:
    """Take a note away, whichever of the two asks; raises NoSuchNote for any other."""
    gone = execute(
        "DELETE FROM customer_note WHERE id = :id AND shopkeeper_id = :s AND person_id = :p",
        id=note_id,
        s=shopkeeper_id,
        p=person_id,
    )
    if not gone:
        raise NoSuchNote
