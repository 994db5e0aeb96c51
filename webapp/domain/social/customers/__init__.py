"""Customers as their shopkeeper serves them: tags, notes, and the next best step with the facts that led to it.

A capability of its own beside relationships, because what a shopkeeper writes down must never weigh: a relationship is
a function of its events, and these are no events. The customer reads all of it and may remove any of it.
"""

from webapp.domain.social.customers.queries import (
    Customer,
    Note,
    TagUsed,
    customer_for,
    customers_of,
    notes_of,
    tags_of,
    tags_used,
)
from webapp.domain.social.customers.rules import (
    LONGEST_NOTE,
    LONGEST_TAG,
    MOST_TAGS,
    tidy_note,
    tidy_tag,
    tidy_tags,
)
from webapp.domain.social.customers.service import add_note, lock_customer, remove_note, remove_tag, set_tags
from webapp.domain.social.customers.sharing import advise

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_TAG",
    "MOST_TAGS",
    "Customer",
    "Note",
    "TagUsed",
    "add_note",
    "advise",
    "customer_for",
    "customers_of",
    "lock_customer",
    "notes_of",
    "remove_note",
    "remove_tag",
    "set_tags",
    "tags_of",
    "tags_used",
    "tidy_note",
    "tidy_tag",
    "tidy_tags",
]
