"""Shares as staff see them: with what came of each, and the tree of its forwards."""

from dataclasses import dataclass, field
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.kernel.short_codes import parse_short_code
from webapp.people.identity import alias_code

PER_PAGE = 50
MAX_BRANCHES = 300
_QUOTED = "({} & 1073741823) = :reference"
_QUOTED_VISITS = f"SELECT share_id FROM visit WHERE {_QUOTED.format('visit.ref')}"  # noqa: S608 - constants


class NoSuchShare(NotFound):
    """There is no such share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareRow:
    """A share with what came of it."""

    id: int
    ref: int
    text: str
    text_state: str | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    shop_name: str
    shopkeeper_code: str
    shopkeeper_id: int
    avatar: str
    product_code: str
    name_zh: str
    name_en: str
    picture: str
    visits: int
    visitors: int
    forwards: int
    orders: int


# The page is cut out first, so that only its fifty shares are counted.
_SHARES = """
SELECT share.id, share.ref, coalesce(said.text, '') AS text, said.state AS text_state,
       share.created_at, share.expires_at, share.revoked_at,
       keeper.shop_name, keeper.code AS shopkeeper_code, keeper.id AS shopkeeper_id, keeper.avatar,
       product.code AS product_code, product.name_zh, product.name_en, coalesce(product.pictures[1], '') AS picture,
       seen.visits, seen.visitors, seen.forwards, bought.orders
FROM share JOIN shopkeeper AS keeper ON keeper.id = share.shopkeeper_id JOIN product ON product.id = share.product_id
     LEFT JOIN public_text AS said ON said.id = share.text_id
     JOIN LATERAL (SELECT count(*)::int AS visits, count(DISTINCT visitor_id)::int AS visitors,
                          count(DISTINCT parent_ref)::int AS forwards
                   FROM visit WHERE share_id = share.id) AS seen ON true
     JOIN LATERAL (SELECT count(*)::int AS orders
                   FROM attribution AS given JOIN orders ON orders.attribution_id = given.id
                   WHERE share_id = share.id AND paid_at IS NOT NULL AND refunded_at IS NULL) AS bought ON true
"""


def shares(*, search: str = "", shopkeeper_code: str = "", cursor: str | None = None) -> Page[ShareRow]:
    """Fifty shares, newest first: one statement."""
    after = decode(cursor, int)
    reference = parse_short_code(search)
    search = "" if reference is not None else search
    given = {"after": after and after[0], "keeper": shopkeeper_code, "search": search, "reference": reference}
    conditions = {
        "after": "share.id < :after",
        "keeper": "keeper.code = :keeper",
        "reference": f"({_QUOTED.format('share.ref')} OR share.id IN ({_QUOTED_VISITS}))",
        "search": """(keeper.code = :search OR strpos(lower(keeper.shop_name), lower(:search)) > 0
                     OR strpos(product.name_zh, :search) > 0 OR strpos(lower(product.name_en), lower(:search)) > 0)""",
    }
    chosen = where(conditions, {**given, "reference": reference is not None})
    found = rows(
        ShareRow,
        f"{_SHARES} WHERE {chosen} ORDER BY share.id DESC LIMIT :limit",
        **given,
        limit=PER_PAGE + 1,
    )
    return page(found, PER_PAGE, lambda share: (share.id,))


def share(ref: int) -> ShareRow:
    """One share; raises NoSuchShare."""
    found = row(ShareRow, f"{_SHARES} WHERE share.ref = :ref", ref=ref)
    if found is None:
        raise NoSuchShare
    return found


@dataclass(slots=True)
class ForwardBranch:
    """One visitor below one forward: how often they opened it, what they bought, and who opened theirs."""

    visitor_id: int
    alias: str
    first_at: datetime
    opened: int
    source: str
    own: bool
    orders: list[str]
    below: list["ForwardBranch"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class _BranchRow:
    key: int
    parent_key: int | None
    visitor_id: int
    who: int
    first_at: datetime
    opened: int
    source: str
    refs: list[int]
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _SoldThrough:
    visit_ref: int
    no: str


# Several visits of one visitor through one forward are one branch; its key is their first visit.
_BRANCHES = """
WITH grouped AS (
    SELECT ref, visitor_id, parent_ref, source, at,
           first_value(ref) OVER (PARTITION BY visitor_id, parent_ref ORDER BY at, ref) AS key
    FROM visit WHERE share_id = :share
), parents AS (
    SELECT child.*, parent.key AS parent_key
    FROM grouped AS child LEFT JOIN grouped AS parent ON parent.ref = child.parent_ref
)
SELECT key, min(parent_key) AS parent_key, min(visitor_id) AS visitor_id,
       COALESCE(min(-(SELECT person_id FROM visitor WHERE visitor.id = parents.visitor_id)), min(visitor_id)) AS who,
       min(at) AS first_at,
       count(*)::int AS opened,
       (array_agg(source ORDER BY at))[1] AS source, array_agg(ref) AS refs,
       bool_or(EXISTS (SELECT 1 FROM visitor JOIN shopkeeper ON shopkeeper.person_id = visitor.person_id
                       WHERE visitor.id = parents.visitor_id AND shopkeeper.id = :keeper)) AS own
FROM parents GROUP BY key
ORDER BY bool_or(EXISTS (SELECT 1 FROM grouped WHERE parent_ref = parents.ref)) DESC, min(at) LIMIT :limit
"""


def forward_tree(found: ShareRow) -> tuple[list[ForwardBranch], int]:
    """Who opened a share through whom, roots first, and how many quiet visitors were left out of a wide one."""
    listed = rows(_BranchRow, _BRANCHES, share=found.id, keeper=found.shopkeeper_id, limit=MAX_BRANCHES)
    sold = _orders_by_visit(found.id)
    branches: dict[int, ForwardBranch] = {}
    for each in sorted(listed, key=lambda one: one.first_at):
        branches[each.key] = ForwardBranch(
            visitor_id=each.visitor_id,
            alias=alias_code(found.shopkeeper_id, each.who),
            first_at=each.first_at,
            opened=each.opened,
            source=each.source,
            own=each.own,
            orders=[no for ref in each.refs for no in sold.get(ref, [])],
        )
    roots = _planted(branches, {each.key: each.parent_key for each in listed})
    return roots, max(found.visitors - len({each.visitor_id for each in listed}), 0)


def _planted(branches: dict[int, ForwardBranch], parents: dict[int, int | None]) -> list[ForwardBranch]:
    roots: list[ForwardBranch] = []
    for key, branch in branches.items():
        parent = branches.get(parents[key] or 0)
        (parent.below if parent is not None and parent is not branch else roots).append(branch)
    return roots


def _orders_by_visit(share_id: int) -> dict[int, list[str]]:
    found = rows(
        _SoldThrough,
        """SELECT attribution.visit_ref, orders.no
           FROM attribution JOIN orders ON orders.attribution_id = attribution.id
           WHERE attribution.share_id = :share AND attribution.visit_ref IS NOT NULL ORDER BY orders.id""",
        share=share_id,
    )
    sold: dict[int, list[str]] = {}
    for each in found:
        sold.setdefault(each.visit_ref, []).append(each.no)
    return sold
