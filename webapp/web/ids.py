"""Ids in addresses and forms: digits that name a row, or nothing at all."""

from webapp.kernel.errors import NotFound

MAX_DIGITS = 18  # no id is as long, and the database has no room for more


def parse_id(text: str) -> int:
    """The id somebody gives; raises NotFound for anything else, which names nothing."""
    if not text.isascii() or not text.isdigit() or len(text) > MAX_DIGITS:
        raise NotFound
    return int(text)
