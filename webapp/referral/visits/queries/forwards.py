"""How one share went from hand to hand, as a tree without names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.people.identity import alias_code

_MAX_VISITS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ForwardNode:
    """One visitor who came by one token. `parent_ref` is the node that forwarded it, None for the share itself.

    The alias is what the shopkeeper knows the visitor by wherever they meet them; `visits` are their references.
    """

    ref: int
    parent_ref: int | None
    visitor_id: int
    alias: str
    at: datetime
    visits: tuple[int, ...]
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenVisit:
    """A visit as the tree is made of it; `who` is the same for every browser of somebody we know."""

    ref: int
    parent_ref: int | None
    visitor_id: int
    shopkeeper_id: int
    who: int
    at: datetime
    own: bool


_VISITS = """
SELECT v.ref, v.parent_ref, v.visitor_id, v.shopkeeper_id, COALESCE(-w.person_id, v.visitor_id) AS who, v.at,
       COALESCE(COALESCE(w.person_id, -v.visitor_id) = k.person_id, false) AS own
FROM visit v JOIN shopkeeper k ON k.id = v.shopkeeper_id LEFT JOIN visitor w ON w.id = v.visitor_id
WHERE v.share_id = :share ORDER BY v.at, v.ref LIMIT :most
"""


def forward_tree(share_id: int) -> list[ForwardNode]:
    """Everyone a share reached, in the order they came; at most five thousand visits are drawn."""
    return build_tree(rows(SeenVisit, _VISITS, share=share_id, most=_MAX_VISITS))


def build_tree(visits: Iterable[SeenVisit]) -> list[ForwardNode]:
    """Fold visits into nodes: the same visitor by the same token is one node, however often they looked."""
    groups: dict[tuple[int, int | None], list[SeenVisit]] = {}
    node_of: dict[int, int] = {}
    for visit in _parents_first(list(visits)):
        through = visit.parent_ref
        parent = None if through is None else node_of.get(through, through)
        group = groups.setdefault((visit.visitor_id, parent), [])
        group.append(visit)
        node_of[visit.ref] = group[0].ref
    return [_node(parent, group) for (_, parent), group in groups.items()]


def _parents_first(visits: Sequence[SeenVisit]) -> Iterator[SeenVisit]:
    """In the order given, but nobody before the visit they came through: two machines' clocks may say otherwise."""
    known: dict[int | None, SeenVisit] = {visit.ref: visit for visit in visits}
    told: set[int] = set()
    for visit in visits:
        way = []
        step: SeenVisit | None = visit
        while step is not None and step.ref not in told:
            told.add(step.ref)
            way.append(step)
            step = known.get(step.parent_ref)
        yield from reversed(way)


def _node(parent: int | None, group: Sequence[SeenVisit]) -> ForwardNode:
    first = group[0]
    return ForwardNode(
        ref=first.ref,
        parent_ref=parent,
        visitor_id=first.visitor_id,
        alias=alias_code(first.shopkeeper_id, first.who),
        at=first.at,
        visits=tuple(visit.ref for visit in group),
        own=first.own,
    )
