"""What came of a share: counts, visits, and the way it went from hand to hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode_moment, page
from webapp.people.identity import alias_code

# A shopkeeper's own opens are kept and never counted: the visitor is, or later turned out to be, the shopkeeper.
# A mini-program visitor is minus the person's id (see visitor_of_person); so is whoever was recognised in a browser.
_OWN = """COALESCE((SELECT w.person_id FROM visitor w WHERE w.id = v.visitor_id), -v.visitor_id)
          = (SELECT k.person_id FROM shopkeeper k WHERE k.id = v.shopkeeper_id)"""

WHO = "COALESCE((SELECT -w.person_id FROM visitor w WHERE w.id = v.visitor_id), v.visitor_id)"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareCounts:
    """What a share led to: raw visits, touches, different visitors, people who forwarded."""

    visits: int = 0
    touches: int = 0
    visitors: int = 0
    forwards: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitView:
    """A visit; the visitor is a number, never a name. `who` is the same for every browser of somebody we know."""

    ref: int
    share_id: int
    shopkeeper_id: int
    parent_ref: int | None
    visitor_id: int
    who: int
    source: str
    at: datetime
    own: bool


_VISIT = f"""SELECT v.ref, v.share_id, v.shopkeeper_id, v.parent_ref, v.visitor_id, {WHO} AS who, v.source, v.at,
                    {_OWN} AS own
             FROM visit v WHERE """  # noqa: S608 - no input


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _CountsRow(ShareCounts):
    id: int


def share_counts(share_ids: Sequence[int]) -> dict[int, ShareCounts]:
    """What each share led to, the shopkeeper's own opens left out."""
    found = rows(_CountsRow, _COUNTS, ids=list(share_ids))
    return {
        each.id: ShareCounts(visits=each.visits, touches=each.touches, visitors=each.visitors, forwards=each.forwards)
        for each in found
    }


def visits_of(
    shopkeeper_id: int, *, share_id: int | None = None, cursor: str | None = None, limit: int = 20
) -> Page[VisitView]:
    """Who opened a shopkeeper's shares, newest first; own opens left out."""
    at, ref = decode_moment(cursor) or (None, 0)
    given = {"share": share_id, "at": at}
    conditions = {"share": "v.share_id = :share", "at": "(v.at, v.ref) < (CAST(:at AS timestamptz), :ref)"}
    chosen = [sql for name, sql in conditions.items() if given[name] is not None]
    found = rows(
        VisitView,
        _VISIT
        + " AND ".join(["v.shopkeeper_id = :keeper", f"NOT COALESCE({_OWN}, false)", *chosen])
        + " ORDER BY v.at DESC, v.ref DESC LIMIT :limit",
        keeper=shopkeeper_id,
        **given,
        ref=ref,
        limit=limit + 1,
    )
    return page(found, limit, lambda v: (v.at.isoformat(), v.ref))


def visit(ref: int) -> VisitView | None:
    """One visit, if it has arrived."""
    return row(VisitView, _VISIT + "v.ref = :ref", ref=ref)


_PATH = f"""
WITH RECURSIVE walk AS (
    SELECT ref, parent_ref, 0 AS steps FROM visit WHERE ref = :ref
    UNION ALL
    SELECT p.ref, p.parent_ref, w.steps + 1 FROM walk w JOIN visit p ON p.ref = w.parent_ref WHERE w.steps < 64
)
SELECT v.ref, v.share_id, v.shopkeeper_id, v.parent_ref, v.visitor_id, {WHO} AS who, v.source, v.at, {_OWN} AS own
FROM walk JOIN visit v ON v.ref = walk.ref ORDER BY walk.steps DESC
"""  # noqa: S608 - no input


def forward_path(visit_ref: int) -> list[VisitView]:
    """The visits from the share to this one: each was forwarded by the one before it."""
    return rows(VisitView, _PATH, ref=visit_ref)


def aliases_of_visits(refs: Sequence[int]) -> dict[int, str]:
    """What the visitors of these visits are called to the shopkeeper whose share it was; none of those gone."""
    return {each.ref: alias_code(each.shopkeeper_id, each.who) for each in _visits_with(refs)}


def visitors_of_visits(refs: Sequence[int]) -> dict[int, int]:
    """Who came by each of these visits, as an alias is made of; none of those gone. No statement for none."""
    return {each.ref: each.who for each in _visits_with(refs)} if refs else {}


def _visits_with(refs: Sequence[int]) -> list[VisitView]:
    return rows(VisitView, _VISIT + "v.ref = ANY(:refs)", refs=list(refs))


def person_of_visitor(visitor_id: int) -> int | None:
    """Whose browser this is, if we know."""
    return row(int, "SELECT person_id FROM visitor WHERE id = :id", id=visitor_id)
