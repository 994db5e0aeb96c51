"""Shopkeepers: who shares and earns. The database places each in the chain and refuses loops."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import NotFound, Refused
from webapp.people.identity.kinds import ShopkeeperStatus
from webapp.people.moderation import TextState

# No vowels and no look-alikes: a code is read aloud, and never spells a word.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
_CODE_LENGTH = 10


class ShopkeeperErased(Refused):
    """Whoever kept this shop was erased; nobody is left to keep it."""


# What others read of a shop's introduction: nothing, unless it is in the state `:shown`.
INTRODUCTION = """coalesce((SELECT said.text FROM public_text AS said
                          WHERE said.id = introduction_id AND said.state = :shown), '') AS introduction"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopkeeperCard:
    """A shopkeeper as everybody may see them; an introduction that is not shown is empty."""

    id: int
    code: str
    shop_name: str
    avatar: str
    introduction: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shopkeeper:
    """A shopkeeper with their place in the chain: `path` leads from the root down to themselves.

    `introduction` is what others read; `introduction_id` is the text they last wrote, whatever became of it.
    """

    id: int
    code: str
    person_id: int
    shop_name: str
    avatar: str
    introduction: str
    introduction_id: int | None
    status: str
    suspended_reason: str
    parent_id: int | None
    path: list[int]
    sort_path: str
    depth: int
    agreement_version: str
    agreement_accepted_at: datetime
    created_at: datetime

    @property
    def active(self) -> bool:
        return self.status == ShopkeeperStatus.ACTIVE

    @property
    def card(self) -> ShopkeeperCard:
        return ShopkeeperCard(**{name: getattr(self, name) for name in ShopkeeperCard.__slots__})


_CARD = f"SELECT id, code, shop_name, avatar, {INTRODUCTION}, status FROM shopkeeper WHERE "  # noqa: S608 - no input
_WHOLE = f"""SELECT id, code, person_id, shop_name, avatar, {INTRODUCTION}, introduction_id, status, suspended_reason,
                    parent_id, path, sort_path, depth, agreement_version, agreement_accepted_at, created_at
             FROM shopkeeper WHERE """  # noqa: S608 - no input


def shopkeeper(shopkeeper_id: int) -> Shopkeeper:
    """A shopkeeper by id; raises NotFound."""
    return _one("id = :id", id=shopkeeper_id)


def lock_shopkeeper(shopkeeper_id: int) -> Shopkeeper:
    """The same, and nobody suspends or moves them before the open transaction ends.

    The tree's lock comes before the row's, as in a move, so that joining and moving never deadlock.
    """
    execute("SELECT pg_advisory_xact_lock_shared(hashtext('shopkeeper tree'))")
    return _one("id = :id FOR SHARE", id=shopkeeper_id)


def shopkeeper_by_code(code: str) -> Shopkeeper:
    """A shopkeeper by their public code; raises NotFound."""
    return _one("code = :code", code=code)


def shopkeeper_of(person_id: int) -> Shopkeeper | None:
    """A person's shop, if they have one."""
    return row(Shopkeeper, _WHOLE + "person_id = :person", person=person_id, shown=TextState.SHOWN)


def shopkeeper_card(shopkeeper_id: int) -> ShopkeeperCard:
    """How everybody sees a shopkeeper; raises NotFound."""
    found = row(ShopkeeperCard, _CARD + "id = :id", id=shopkeeper_id, shown=TextState.SHOWN)
    if found is None:
        raise NotFound
    return found


def cards(shopkeeper_ids: Sequence[int]) -> dict[int, ShopkeeperCard]:
    """How everybody sees these shopkeepers, in one query."""
    if not shopkeeper_ids:
        return {}
    found = rows(ShopkeeperCard, _CARD + "id = ANY(:ids)", ids=list(shopkeeper_ids), shown=TextState.SHOWN)
    return {each.id: each for each in found}


def shopkeepers_after(shopkeeper_id: int, *, limit: int) -> list[int]:
    """The ids of the next shopkeepers in order of their number, whoever they are, for work over all of them."""
    return rows(
        int, "SELECT id FROM shopkeeper WHERE id > :after ORDER BY id LIMIT :limit", after=shopkeeper_id, limit=limit
    )


def add_shopkeeper(
    person_id: int, *, parent_id: int | None, shop_name: str, agreement_version: str, invitation_id: int | None
) -> int | None:
    """Open a shop below an upline, or at a root; None when this person already has one, also at this very moment."""
    now = clock.now()
    return row(
        int,
        """INSERT INTO shopkeeper (code, person_id, shop_name, avatar, parent_id, invitation_id, agreement_version,
                                   agreement_accepted_at, created_at)
           SELECT :code, id, :name, avatar, :parent, :invitation, :agreement, :now, :now FROM person WHERE id = :person
           ON CONFLICT (person_id) DO NOTHING RETURNING id""",
        code="".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH)),
        person=person_id,
        name=shop_name,
        parent=parent_id,
        invitation=invitation_id,
        agreement=agreement_version,
        now=now,
    )


def update_shop(shopkeeper_id: int, *, shop_name: str | None, avatar: str | None) -> None:
    """Change what is given of a shop's face, leave the rest."""
    execute(
        """UPDATE shopkeeper SET shop_name = coalesce(:name, shop_name), avatar = coalesce(:avatar, avatar)
           WHERE id = :id""",
        id=shopkeeper_id,
        name=shop_name,
        avatar=avatar,
    )


def set_introduction(shopkeeper_id: int, text_id: int | None) -> None:
    """Let a shop be introduced by this public text from now on, once it is shown; None takes the introduction away."""
    execute("UPDATE shopkeeper SET introduction_id = :text WHERE id = :id", id=shopkeeper_id, text=text_id)


def set_status(shopkeeper_id: int, status: str, reason: str) -> bool:
    """Suspend or reinstate; False when nothing changed. Raises NotFound, NobodyLeft when its keeper was erased."""
    if row(datetime, "SELECT erased_at FROM person WHERE id = :id", id=shopkeeper(shopkeeper_id).person_id):
        raise ShopkeeperErased
    changed = execute(
        "UPDATE shopkeeper SET status = :status, suspended_reason = :reason WHERE id = :id AND status <> :status",
        id=shopkeeper_id,
        status=status,
        reason=reason,
    )
    return changed == 1


def _one(condition: str, **parameters: int | str) -> Shopkeeper:
    found = row(Shopkeeper, _WHOLE + condition, **parameters, shown=TextState.SHOWN)
    if found is None:
        raise NotFound
    return found
