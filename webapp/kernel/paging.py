"""Lists go page by page with an opaque cursor: the sort key of the last row seen, never an offset."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from webapp.kernel.errors import Invalid

T = TypeVar("T")
MAX_LIMIT = 100
_BEYOND = 1 << 63  # no id is as large, and the database has no room for more


class BadCursor(Invalid):
    """This page marker is not one of ours; start again from the first page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows and, if there are more, the cursor to go on with."""

    items: Sequence[T]
    next_cursor: str | None


def encode(*key: int | str) -> str:
    """The cursor of a row with this sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode("ascii")


def decode(cursor: str | None, *kinds: type) -> tuple[int | str, ...] | None:
    """The sort key of a cursor, each part of the kind expected; raises BadCursor."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as exc:
        raise BadCursor from exc
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise BadCursor
    if any(isinstance(part, int) and abs(part) >= _BEYOND for part in key):
        raise BadCursor
    return tuple(key)


def decode_moment(cursor: str | None) -> tuple[datetime, int] | None:
    """The moment and id a page of a list by time goes on from; raises BadCursor."""
    key = decode(cursor, str, int)
    if key is None:
        return None
    try:
        return datetime.fromisoformat(str(key[0])), int(key[1])
    except ValueError as exc:
        raise BadCursor from exc


def page(found: Sequence[T], limit: int, key: Callable[[T], Sequence[int | str]]) -> Page[T]:
    """Make a page of at most `limit` rows out of a query that asked for one more."""
    more = len(found) > limit
    items = found[:limit]
    return Page(items, encode(*key(items[-1])) if more else None)
