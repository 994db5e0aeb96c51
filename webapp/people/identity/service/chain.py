"""The chain of shopkeepers: who stands below whom. The whole chain is kept and honoured, whatever is paid."""

from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError

from webapp.kernel.db import execute, row, rows, savepoint
from webapp.kernel.errors import NotFound, Refused
from webapp.kernel.paging import Page, decode, page
from webapp.people.identity.service.shopkeepers import INTRODUCTION, ShopkeeperCard
from webapp.people.moderation import TextState

LOOP = "GX001"  # what the trigger shopkeeper_place raises


class ChainLoop(Refused):
    """Nobody can stand below themselves in the chain."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainNode:
    """One shopkeeper of a subtree."""

    id: int
    parent_id: int | None
    depth: int
    card: ShopkeeperCard


@dataclass(frozen=True, kw_only=True, slots=True)
class _NodeRow(ShopkeeperCard):
    parent_id: int | None
    depth: int


_NODE = f"""SELECT id, parent_id, depth, code, shop_name, avatar, {INTRODUCTION}, status
            FROM shopkeeper WHERE """  # noqa: S608 - no input
_SUBTREE = f"""{_NODE} sort_path LIKE (SELECT sort_path FROM shopkeeper WHERE id = :id) || '%'
                     ORDER BY sort_path LIMIT :most"""  # noqa: S608 - no input
_CARD_FIELDS = tuple(ShopkeeperCard.__slots__)


def chain_of(shopkeeper_id: int) -> list[int]:
    """Ids from the root of the chain down to this shopkeeper: one read, at any depth."""
    found = row(list, "SELECT path FROM shopkeeper WHERE id = :id", id=shopkeeper_id)
    if found is None:
        raise NotFound
    return found


def subtree(shopkeeper_id: int, *, most: int = 1000) -> list[ChainNode]:
    """A shopkeeper and everybody below, each right after their upline; at most `most` of them."""
    found = rows(_NodeRow, _SUBTREE, id=shopkeeper_id, most=most, shown=TextState.SHOWN)
    return [_node(each) for each in found]


def downline_count(shopkeeper_id: int) -> int:
    """How many stand below, at any depth."""
    below = row(
        int,
        """SELECT count(*) - 1 FROM shopkeeper
           WHERE sort_path LIKE (SELECT sort_path FROM shopkeeper WHERE id = :id) || '%'""",
        id=shopkeeper_id,
    )
    return max(below or 0, 0)


def direct_downline(shopkeeper_id: int | None, *, cursor: str | None = None, limit: int = 20) -> Page[ChainNode]:
    """The shopkeepers right below, in the order they joined; below nobody: the roots."""
    after = decode(cursor, int)
    given = {"id": shopkeeper_id, "after": after and after[0]}
    right_below = "parent_id IS NULL" if shopkeeper_id is None else "parent_id = :id"
    conditions = [right_below, *(["id > :after"] if after else [])]
    found = rows(
        _NodeRow,
        f"{_NODE} {' AND '.join(conditions)} ORDER BY id LIMIT :limit",
        **{name: value for name, value in given.items() if value is not None},
        limit=limit + 1,
        shown=TextState.SHOWN,
    )
    return page([_node(each) for each in found], limit, lambda node: (node.id,))


def move_below(shopkeeper_id: int, parent_id: int | None) -> None:
    """Give a shopkeeper another upline, or none; their whole subtree moves along. Raises ChainLoop or NotFound.

    Moves take turns from the first statement on: two that are harmless alone cannot close a loop together, and neither
    holds a row the other one's subtree needs.
    """
    execute("SELECT pg_advisory_xact_lock(hashtext('shopkeeper tree'))")
    if parent_id is not None and row(int, "SELECT 1 FROM shopkeeper WHERE id = :id", id=parent_id) is None:
        raise NotFound
    try:
        with savepoint():
            moved = execute(
                "UPDATE shopkeeper SET parent_id = :parent WHERE id = :id", id=shopkeeper_id, parent=parent_id
            )
    except DatabaseError as exc:
        if getattr(exc.orig, "sqlstate", None) == LOOP:
            raise ChainLoop from exc
        raise
    if not moved:
        raise NotFound


def _node(found: _NodeRow) -> ChainNode:
    card = ShopkeeperCard(**{name: getattr(found, name) for name in _CARD_FIELDS})
    return ChainNode(id=found.id, parent_id=found.parent_id, depth=found.depth, card=card)
