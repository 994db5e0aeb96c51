"""A shopkeeper's customers: tags, notes, what suits whom and what to do next."""

from webapp.social.customers.queries.customers import (
    Customer,
    Note,
    customer_for,
    customers_of,
    notes_of,
    tags_of,
    tags_used,
)
from webapp.social.customers.queries.equipment import Goods, goods_for, product_for, want_for
from webapp.social.customers.queries.sharing import advise
from webapp.social.customers.rules import (
    MOST_NOTES,
    BadTag,
    NoSuchNote,
    NoteNeeded,
    TooManyNotes,
    TooManyTags,
    tidy_note,
    tidy_tags,
)
from webapp.social.customers.service import add_note, lock_customer, remove_note, remove_tag, set_tags

__all__ = [
    "MOST_NOTES",
    "BadTag",
    "Customer",
    "Goods",
    "NoSuchNote",
    "Note",
    "NoteNeeded",
    "TooManyNotes",
    "TooManyTags",
    "add_note",
    "advise",
    "customer_for",
    "customers_of",
    "goods_for",
    "lock_customer",
    "notes_of",
    "product_for",
    "remove_note",
    "remove_tag",
    "set_tags",
    "tags_of",
    "tags_used",
    "tidy_note",
    "tidy_tags",
    "want_for",
]
