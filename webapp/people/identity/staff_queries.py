"""Shopkeepers and their chain, and what people publish, as staff see them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, decode_moment, page
from webapp.people.moderation import TextKind, TextState

PER_PAGE = 50
LEVELS = 2
MAX_SIBLINGS = 12
MAX_NODES = 400


class NoSuchShopkeeper(NotFound):
    """There is no such shopkeeper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopkeeperRow:
    """A shopkeeper in a list; `direct` is how many they invited."""

    id: int
    code: str
    shop_name: str
    avatar: str
    status: str
    depth: int
    direct: int
    upline_code: str | None
    upline_name: str | None
    created_at: datetime


def shopkeepers(
    *, search: str = "", status: str = "", upline: str = "", roots: bool = False, cursor: str | None = None
) -> Page[ShopkeeperRow]:
    """Fifty shopkeepers, newest first: one statement."""
    after = decode(cursor, int)
    given = {"after": after and after[0], "search": search, "status": status, "upline": upline, "roots": roots}
    conditions = {
        "after": "keeper.id < :after",
        "search": "(keeper.code = lower(:search) OR strpos(lower(keeper.shop_name), lower(:search)) > 0)",
        "status": "keeper.status = :status",
        "upline": "upline.code = :upline",
        "roots": "keeper.parent_id IS NULL",
    }
    found = rows(
        ShopkeeperRow,
        f"""SELECT keeper.id, keeper.code, keeper.shop_name, keeper.avatar, keeper.status, keeper.depth,
                   keeper.created_at, upline.code AS upline_code, upline.shop_name AS upline_name,
                   (SELECT count(*)::int FROM shopkeeper AS below WHERE below.parent_id = keeper.id) AS direct
            FROM shopkeeper AS keeper LEFT JOIN shopkeeper AS upline ON upline.id = keeper.parent_id
            WHERE {where(conditions, given)} ORDER BY keeper.id DESC LIMIT :limit""",  # noqa: S608 - constants
        **given,
        limit=PER_PAGE + 1,
    )
    return page(found, PER_PAGE, lambda keeper: (keeper.id,))


def code_of(shopkeeper_id: int) -> str:
    """The public code of a shopkeeper; raises NoSuchShopkeeper."""
    found = row(str, "SELECT code FROM shopkeeper WHERE id = :id", id=shopkeeper_id)
    if found is None:
        raise NoSuchShopkeeper
    return found


def find_shopkeeper_code(search: str) -> str:
    """The code of the shopkeeper these words name, by code or else by (part of) a name; raises NoSuchShopkeeper."""
    found = shopkeepers(search=search).items
    if not found:
        raise NoSuchShopkeeper
    return next((each.code for each in found if each.code == search.lower()), found[0].code)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopkeeperFile:
    """A shopkeeper as staff know them: `direct` stand right below, `everybody` at any depth.

    `introduction` is the text they last wrote, whatever became of it.
    """

    id: int
    code: str
    person_id: int
    shop_name: str
    avatar: str
    introduction: str | None
    introduction_state: TextState | None
    path: list[int]
    depth: int
    agreement_version: str
    agreement_accepted_at: datetime
    status: str
    suspended_reason: str
    created_at: datetime
    direct: int
    everybody: int


def shopkeeper_file(code: str) -> ShopkeeperFile:
    """One shopkeeper with how many stand right below and in all; raises NoSuchShopkeeper."""
    found = row(
        ShopkeeperFile,
        """SELECT keeper.id, keeper.code, keeper.person_id, keeper.shop_name, keeper.avatar, keeper.path, keeper.depth,
                  keeper.agreement_version, keeper.agreement_accepted_at, keeper.status, keeper.suspended_reason,
                  keeper.created_at, said.text AS introduction, said.state AS introduction_state,
                  (SELECT count(*)::int FROM shopkeeper AS below WHERE below.parent_id = keeper.id) AS direct,
                  (SELECT count(*)::int - 1 FROM shopkeeper AS below
                   WHERE below.sort_path LIKE keeper.sort_path || '%') AS everybody
           FROM shopkeeper AS keeper LEFT JOIN public_text AS said ON said.id = keeper.introduction_id
           WHERE keeper.code = :code""",
        code=code,
    )
    if found is None:
        raise NoSuchShopkeeper
    return found


@dataclass(slots=True)
class Node:
    """A shopkeeper in the drawn chain. `direct` are invited by them, of whom `below` are drawn."""

    id: int
    code: str
    shop_name: str
    avatar: str
    status: str
    direct: int
    below: list["Node"] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """How many of the invited are not drawn."""
        return self.direct - len(self.below)


@dataclass(frozen=True, kw_only=True, slots=True)
class _TreeRow:
    id: int
    parent_id: int | None
    code: str
    shop_name: str
    avatar: str
    status: str
    direct: int


_NODE_FIELDS = ("id", "code", "shop_name", "avatar", "status", "direct")
# Ids in sort_path are zero-padded, so a prefix is a subtree and its order is the drawing's order.
_TREE = """
SELECT id, parent_id, code, shop_name, avatar, status, direct FROM (
    SELECT node.id, node.parent_id, node.code, node.shop_name, node.avatar, node.status, node.sort_path,
           (SELECT count(*)::int FROM shopkeeper AS below WHERE below.parent_id = node.id) AS direct,
           row_number() OVER (PARTITION BY node.parent_id ORDER BY node.id) AS sibling
    FROM shopkeeper AS node JOIN shopkeeper AS top ON top.id = :id
    WHERE node.sort_path LIKE top.sort_path || '%' AND node.depth <= top.depth + :levels
) AS drawn WHERE sibling <= :siblings OR id = :id ORDER BY sort_path LIMIT :most
"""


def tree(shopkeeper_id: int) -> Node:
    """A shopkeeper and two levels below, at most twelve of each one's invited; the rest unfolds on demand."""
    found = rows(_TreeRow, _TREE, id=shopkeeper_id, levels=LEVELS, siblings=MAX_SIBLINGS, most=MAX_NODES)
    nodes: dict[int, Node] = {}
    for each in found:
        node = Node(**{name: getattr(each, name) for name in _NODE_FIELDS})
        nodes[node.id] = node
        if each.parent_id in nodes:
            nodes[each.parent_id].below.append(node)
    if shopkeeper_id not in nodes:
        raise NoSuchShopkeeper
    return nodes[shopkeeper_id]


def shopkeepers_on_path(path: list[int]) -> list[Node]:
    """The shopkeepers on the way from the root, in order."""
    return rows(
        Node,
        """SELECT id, code, shop_name, avatar, status, 0 AS direct FROM shopkeeper WHERE id = ANY(:ids)
           ORDER BY depth""",
        ids=path,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedBindAttempt:
    """One attempt to join the chain, with the shop that invited, if any."""

    outcome: str
    reason: str
    decided_at: datetime
    code: str | None
    shop_name: str | None


def bind_attempts(person_id: int) -> list[NamedBindAttempt]:
    """How somebody joined or tried to, newest first, with the names of who invited."""
    return rows(
        NamedBindAttempt,
        """SELECT decision.outcome, decision.reason, decision.decided_at, inviter.code, inviter.shop_name
           FROM bind_decision AS decision LEFT JOIN shopkeeper AS inviter ON inviter.id = decision.inviter_id
           WHERE decision.person_id = :person ORDER BY decision.id DESC LIMIT 20""",
        person=person_id,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffText:
    """One text with who wrote it and who decided; `nickname` is to be masked, a shop's name is public anyway."""

    id: int
    kind: TextKind
    text: str
    state: TextState
    label: int | None
    reason: str
    created_at: datetime
    judged_at: datetime | None
    author_id: int | None
    nickname: str | None
    shop_code: str | None
    shop_name: str | None
    moderator: str | None


_TEXTS = """
SELECT said.id, said.kind, said.text, said.state, said.label, said.reason, said.created_at, said.judged_at,
       said.author_id, person.nickname, keeper.code AS shop_code, keeper.shop_name, staff.name AS moderator
FROM public_text AS said
     LEFT JOIN person ON person.id = said.author_id
     LEFT JOIN shopkeeper AS keeper ON keeper.person_id = said.author_id
     LEFT JOIN staff ON staff.id = said.staff_id
"""


def waiting_texts(*, kind: TextKind | None = None, cursor: str | None = None) -> Page[StaffText]:
    """What waits for a colleague, oldest first: one statement."""
    after = decode(cursor, int)
    found = _texts(
        # A literal, so that the index of what waits answers; below, that of what was judged.
        ["said.state = 'waiting'", "said.id > :after"],
        "said.id",
        kind=kind,
        after=after[0] if after else 0,
    )
    return page(found, PER_PAGE, lambda text: (text.id,))


def decided_texts(*, kind: TextKind | None = None, cursor: str | None = None) -> Page[StaffText]:
    """What was refused, by WeChat or by a colleague, and what colleagues showed, newest first: one statement.

    Whose author was erased has no words any more, and is left out.
    """
    at, text_id = decode_moment(cursor) or (None, 0)
    found = _texts(
        [
            "(said.state = 'refused' OR said.staff_id IS NOT NULL)",
            "person.erased_at IS NULL",
            *([_OLDER] if at else []),
        ],
        "said.judged_at DESC, said.id DESC",
        kind=kind,
        **({"at": at, "id": text_id} if at else {}),
    )
    return page(found, PER_PAGE, lambda text: ((text.judged_at or text.created_at).isoformat(), text.id))


_OLDER = "(said.judged_at, said.id) < (CAST(:at AS timestamptz), :id)"


def _texts(conditions: list[str], order: str, *, kind: TextKind | None, **given: Any) -> list[StaffText]:
    chosen = [*conditions, *(["said.kind = :kind"] if kind else [])]
    return rows(
        StaffText,
        f"{_TEXTS} WHERE {' AND '.join(chosen)} ORDER BY {order} LIMIT :limit",
        **given,
        **({"kind": kind.value} if kind else {}),
        limit=PER_PAGE + 1,
    )
