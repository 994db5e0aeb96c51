"""Public words as their author and staff see them."""

from collections.abc import Sequence

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.paging import Page, decode, page
from webapp.people.moderation.facts import PublicTextView

_NEWEST = (1 << 63) - 1


_TEXT = """
SELECT id, kind, author_id, text, state, label, tries, reason, staff_id, created_at, judged_at FROM public_text
"""


def text(text_id: int) -> PublicTextView:
    """One text, for flows and staff; raises NotFound."""
    return _some(row(PublicTextView, f"{_TEXT} WHERE id = :id", id=text_id))


def text_for(author_id: int, text_id: int) -> PublicTextView:
    """One of one's own texts; raises NotFound for somebody else's."""
    return _some(row(PublicTextView, f"{_TEXT} WHERE id = :id AND author_id = :author", id=text_id, author=author_id))


def texts_of(author_id: int, text_ids: Sequence[int]) -> dict[int, PublicTextView]:
    """One's own among these texts, by id."""
    found = rows(
        PublicTextView,
        f"{_TEXT} WHERE author_id = :author AND id = ANY(:ids)",
        author=author_id,
        ids=list(text_ids),
    )
    return {each.id: each for each in found}


def lock_text(text_id: int) -> PublicTextView:
    """One text, and nobody else judges it before the open transaction ends; raises NotFound."""
    return _some(row(PublicTextView, f"{_TEXT} WHERE id = :id FOR UPDATE", id=text_id))


def texts_by(author_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[PublicTextView]:
    """Everything one has published or tried to, newest first."""
    before = decode(cursor, int)
    found = rows(
        PublicTextView,
        f"{_TEXT} WHERE author_id = :author AND id < :before ORDER BY id DESC LIMIT :limit",
        author=author_id,
        before=before[0] if before else _NEWEST,
        limit=limit + 1,
    )
    return page(found, limit, lambda text: (text.id,))


def _some(found: PublicTextView | None) -> PublicTextView:
    if found is None:
        raise NotFound
    return found
