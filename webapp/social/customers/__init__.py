"""A shopkeeper's customers: tags, notes, what suits whom and what to do next."""

from webapp.social.customers.queries.customers import (
    Customer,
    Note,
    customer_for,
    customers_of,
    notes_of,
    tag_usage,
    tags_of,
)
from webapp.social.customers.queries.share_advice import advise
from webapp.social.customers.rules import tidy_note, tidy_tags
from webapp.social.customers.service import add_note, lock_customer, remove_note, remove_tag, set_tags

__all__ = [
    "Customer",
    "Note",
    "add_note",
    "advise",
    "customer_for",
    "customers_of",
    "lock_customer",
    "notes_of",
    "remove_note",
    "remove_tag",
    "set_tags",
    "tag_usage",
    "tags_of",
    "tidy_note",
    "tidy_tags",
]
