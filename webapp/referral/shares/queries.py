"""Shares as their shopkeeper and staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.paging import Page, decode, page


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareView:
    """A share as its shopkeeper and staff see it: with its words whatever became of them, and their id."""

    id: int
    ref: int
    shopkeeper_id: int
    product_id: int
    scene_key: str
    text: str
    text_id: int | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


_SHARE = """SELECT id, ref, shopkeeper_id, product_id, scene_key, text_id, created_at, expires_at, revoked_at,
                   coalesce((SELECT said.text FROM public_text AS said WHERE said.id = text_id), '') AS text
            FROM share WHERE """


def share_for(shopkeeper_id: int, ref: int) -> ShareView:
    """A shopkeeper's own share; somebody else's does not exist."""
    return _share(row(ShareView, _SHARE + "ref = :ref AND shopkeeper_id = :keeper", ref=ref, keeper=shopkeeper_id))


def share_by_id(share_id: int) -> ShareView:
    """Any share by its id, for explanations."""
    return _share(row(ShareView, _SHARE + "id = :id", id=share_id))


@dataclass(frozen=True, slots=True)
class _Number:
    id: int
    ref: int


def refs_of_shares(share_ids: Sequence[int]) -> dict[int, int]:
    """The public number of each share."""
    found = rows(_Number, "SELECT id, ref FROM share WHERE id = ANY(:ids)", ids=list(share_ids))
    return {each.id: each.ref for each in found}


def _share(found: ShareView | None) -> ShareView:
    if found is None:
        raise NotFound
    return found


def shares_of(shopkeeper_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[ShareView]:
    """A shopkeeper's shares, newest first."""
    before = decode(cursor, int)
    older = " AND id < :before" if before else ""
    found = rows(
        ShareView,
        _SHARE + f"shopkeeper_id = :keeper{older} ORDER BY id DESC LIMIT :limit",
        keeper=shopkeeper_id,
        before=before and before[0],
        limit=limit + 1,
    )
    return page(found, limit, lambda share: (share.id,))
