"""What shopkeepers and staff see of shares: counts, visits, and the way a share went from hand to hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.paging import Page, decode, decode_moment, page

# A shopkeeper's own opens are kept and never counted: the visitor is, or later turned out to be, the shopkeeper.
# A mini-program visitor is minus the person's id (see visitor_of_person).
_OWN = """COALESCE((SELECT w.person_id FROM visitor w WHERE w.id = v.visitor_id), -v.visitor_id)
          = (SELECT k.person_id FROM shopkeeper k WHERE k.id = v.shopkeeper_id)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareView:
    """A share as its shopkeeper and staff see it: with its words whatever became of them, and their id."""

    id: int
    ref: int
    shopkeeper_id: int
    product_id: int
    scene_key: str
    words: str
    words_id: int | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareCounts:
    """What a share led to: raw visits, touches, different visitors, people who forwarded."""

    visits: int = 0
    touches: int = 0
    visitors: int = 0
    forwards: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitView:
    """A visit; the visitor is a number, never a name."""

    ref: int
    share_id: int
    shopkeeper_id: int
    parent_ref: int | None
    visitor_id: int
    source: str
    at: datetime
    own: bool


_SHARE = """SELECT id, ref, shopkeeper_id, product_id, scene_key, words_id, created_at, expires_at, revoked_at,
                   coalesce((SELECT said.words FROM public_text AS said WHERE said.id = words_id), '') AS words
            FROM share WHERE """
_VISIT = f"""SELECT v.ref, v.share_id, v.shopkeeper_id, v.parent_ref, v.visitor_id, v.source, v.at, {_OWN} AS own
             FROM visit v WHERE """  # noqa: S608 - no input


def share_for(shopkeeper_id: int, ref: int) -> ShareView:
    """A shopkeeper's own share; somebody else's does not exist."""
    return _share(row(_SHARE + "ref = :ref AND shopkeeper_id = :keeper", ref=ref, keeper=shopkeeper_id))


def share_by_ref(ref: int) -> ShareView:
    """Any share, for staff."""
    return _share(row(_SHARE + "ref = :ref", ref=ref))


def share_by_id(share_id: int) -> ShareView:
    """Any share by its id, for explanations."""
    return _share(row(_SHARE + "id = :id", id=share_id))


def refs_of_shares(share_ids: Sequence[int]) -> dict[int, int]:
    """The public number of each share."""
    return {
        each["id"]: each["ref"] for each in rows("SELECT id, ref FROM share WHERE id = ANY(:ids)", ids=list(share_ids))
    }


def _share(found: object) -> ShareView:
    if found is None:
        raise NotFound
    return ShareView(**dict(found))  # type: ignore[call-overload]


def shares_of(shopkeeper_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[ShareView]:
    """A shopkeeper's shares, newest first."""
    before = decode(cursor, int)
    found = rows(
        _SHARE + "shopkeeper_id = :keeper AND (CAST(:before AS bigint) IS NULL OR id < :before)"
        " ORDER BY id DESC LIMIT :limit",
        keeper=shopkeeper_id,
        before=before[0] if before else None,
        limit=limit + 1,
    )
    return page([ShareView(**each) for each in found], limit, lambda share: (share.id,))


_COUNTS = f"""
SELECT s.id,
       (SELECT count(*) FROM visit v WHERE v.share_id = s.id AND NOT COALESCE({_OWN}, false)) AS visits,
       (SELECT count(*) FROM touch v WHERE v.share_id = s.id AND NOT COALESCE({_OWN}, false)) AS touches,
       (SELECT count(DISTINCT v.visitor_id) FROM touch v
        WHERE v.share_id = s.id AND NOT COALESCE({_OWN}, false)) AS visitors,
       (SELECT count(DISTINCT p.visitor_id) FROM visit v JOIN visit p ON p.ref = v.parent_ref
        WHERE v.share_id = s.id AND v.visitor_id <> p.visitor_id) AS forwards
FROM share s WHERE s.id = ANY(:ids)
"""  # noqa: S608 - no input


def share_counts(share_ids: Sequence[int]) -> dict[int, ShareCounts]:
    """What each share led to, the shopkeeper's own opens left out."""
    found = rows(_COUNTS, ids=list(share_ids))
    return {each["id"]: ShareCounts(**{name: each[name] for name in ShareCounts.__slots__}) for each in found}


def visits_of(
    shopkeeper_id: int, *, share_id: int | None = None, cursor: str | None = None, limit: int = 20
) -> Page[VisitView]:
    """Who opened a shopkeeper's shares, newest first; own opens left out."""
    at, ref = decode_moment(cursor) or (None, 0)
    found = rows(
        _VISIT
        + f"""v.shopkeeper_id = :keeper AND (CAST(:share AS bigint) IS NULL OR v.share_id = :share)
              AND NOT COALESCE({_OWN}, false)
              AND (CAST(:at AS timestamptz) IS NULL OR (v.at, v.ref) < (CAST(:at AS timestamptz), :ref))
              ORDER BY v.at DESC, v.ref DESC LIMIT :limit""",
        keeper=shopkeeper_id,
        share=share_id,
        at=at,
        ref=ref,
        limit=limit + 1,
    )
    return page([VisitView(**each) for each in found], limit, lambda v: (v.at.isoformat(), v.ref))


def visit(ref: int) -> VisitView | None:
    """One visit, if it has arrived."""
    found = row(_VISIT + "v.ref = :ref", ref=ref)
    return None if found is None else VisitView(**found)


_PATH = f"""
WITH RECURSIVE walk AS (
    SELECT ref, parent_ref, 0 AS steps FROM visit WHERE ref = :ref
    UNION ALL
    SELECT p.ref, p.parent_ref, w.steps + 1 FROM walk w JOIN visit p ON p.ref = w.parent_ref WHERE w.steps < 64
)
SELECT v.ref, v.share_id, v.shopkeeper_id, v.parent_ref, v.visitor_id, v.source, v.at, {_OWN} AS own
FROM walk JOIN visit v ON v.ref = walk.ref ORDER BY walk.steps DESC
"""  # noqa: S608 - no input


def forward_path(visit_ref: int) -> list[VisitView]:
    """The visits from the share to this one: each was forwarded by the one before it."""
    return [VisitView(**each) for each in rows(_PATH, ref=visit_ref)]


def people_thanked(attribution_id: int) -> list[int]:
    """Everyone we know among those whose forwards led to a sale."""
    found = rows(
        """SELECT DISTINCT COALESCE(visitor.person_id, -credit.visitor_id) AS person_id
           FROM forward_credit AS credit LEFT JOIN visitor ON visitor.id = credit.visitor_id
           WHERE attribution_id = :id AND (visitor.person_id IS NOT NULL OR credit.visitor_id < 0)""",
        id=attribution_id,
    )
    return [each["person_id"] for each in found]


def person_of_visitor(visitor_id: int) -> int | None:
    """Whose browser this is, if we know."""
    found = row("SELECT person_id FROM visitor WHERE id = :id", id=visitor_id)
    return None if found is None else int(found["person_id"])
