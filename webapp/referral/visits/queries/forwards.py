"""How one share went from hand to hand, as a tree without names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import rows
from webapp.people.identity import alias_code

_MAX_VISITS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ForwardNode:
    """One visitor who came by one token. `parent_ref` is the node that forwarded it, None for the share itself.

    The label is what the shopkeeper knows the visitor by wherever they meet them; `visits` are their references.
    """

    ref: int
    parent_ref: int | None
    visitor_id: int
    label: str
    at: datetime
    visits: tuple[int, ...]
    own: bool


_VISITS = """
SELECT v.ref, v.parent_ref, v.visitor_id, v.shopkeeper_id, COALESCE(-w.person_id, v.visitor_id) AS who, v.at,
       COALESCE(COALESCE(w.person_id, -v.visitor_id) = k.person_id, false) AS own
FROM visit v JOIN shopkeeper k ON k.id = v.shopkeeper_id LEFT JOIN visitor w ON w.id = v.visitor_id
WHERE v.share_id = :share ORDER BY v.at, v.ref LIMIT :most
"""


def forward_tree(share_id: int) -> list[ForwardNode]:
    """Everyone a share reached, in the order they came; at most five thousand visits are drawn."""
    return build_tree(rows(_VISITS, share=share_id, most=_MAX_VISITS))


def build_tree(visits: Iterable[Any]) -> list[ForwardNode]:
    """Fold visits into nodes: the same visitor by the same token is one node, however often they looked."""
    groups: dict[tuple[int, int | None], list[Any]] = {}
    node_of: dict[int, int] = {}
    for visit in _parents_first(list(visits)):
        parent = node_of.get(visit["parent_ref"], visit["parent_ref"])
        group = groups.setdefault((visit["visitor_id"], parent), [])
        group.append(visit)
        node_of[visit["ref"]] = group[0]["ref"]
    return [_node(parent, group) for (_, parent), group in groups.items()]


def _parents_first(visits: Sequence[Any]) -> Iterator[Any]:
    """In the order given, but nobody before the visit they came through: two machines' clocks may say otherwise."""
    known = {visit["ref"]: visit for visit in visits}
    told: set[int] = set()
    for visit in visits:
        way = []
        while visit is not None and visit["ref"] not in told:
            told.add(visit["ref"])
            way.append(visit)
            visit = known.get(visit["parent_ref"])
        yield from reversed(way)


def _node(parent: int | None, group: Sequence[Any]) -> ForwardNode:
    first = group[0]
    return ForwardNode(
        ref=first["ref"],
        parent_ref=parent,
        visitor_id=first["visitor_id"],
        label=alias_code(first["shopkeeper_id"], first["who"]),
        at=first["at"],
        visits=tuple(visit["ref"] for visit in group),
        own=first["own"],
    )
