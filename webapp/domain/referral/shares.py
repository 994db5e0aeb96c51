"""Shares: made and revoked by their shopkeeper, and opened by whoever holds a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.referral.tokens import is_forward, new_share_ref, read_token
from webapp.kernel.db import execute, row
from webapp.kernel.errors import NotFound, Refused
from webapp.kernel.settings import settings


class ShareExpired(Refused):
    """This share has expired; ask the shopkeeper for a new one."""


class ShareRevoked(Refused):
    """The shopkeeper took this share back; ask them for a new one."""


class ShopkeeperSuspended(Refused):
    """This shopkeeper cannot sell at the moment."""


@dataclass(frozen=True, slots=True)
class Via:
    """The visit whose forward was tapped: whose it was and where it came from itself."""

    visit_ref: int
    visitor_id: int
    parent_ref: int | None


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """What a token opens; `words` are empty until they are shown."""

    share_id: int
    ref: int
    shopkeeper_id: int
    shopkeeper_status: str
    product_id: int
    scene_key: str
    words: str
    expires_at: datetime
    revoked_at: datetime | None
    via: Via | None
    shopkeeper_person_id: int

    @property
    def via_visit_ref(self) -> int | None:
        return self.via.visit_ref if self.via else None

    def require_open(self, now: datetime) -> None:
        """Raise ShareRevoked, ShareExpired or ShopkeeperSuspended when nobody may buy through it now."""
        if self.revoked_at is not None and self.revoked_at <= now:
            raise ShareRevoked(shopkeeper_id=self.shopkeeper_id)
        if self.expires_at <= now:
            raise ShareExpired(shopkeeper_id=self.shopkeeper_id)
        if self.shopkeeper_status != "active":
            raise ShopkeeperSuspended


# One statement reads the share, its shopkeeper's status and the visit it was forwarded by.
_COLUMNS = """s.id AS share_id, s.ref, s.shopkeeper_id, k.status, k.person_id, s.product_id, s.scene_key,
              coalesce(said.words, '') AS words, s.expires_at, s.revoked_at"""
_WITH = """JOIN shopkeeper k ON k.id = s.shopkeeper_id
           LEFT JOIN public_text said ON said.id = s.words_id AND said.state = 'shown'"""
_BY_SHARE = f"SELECT {_COLUMNS} FROM share s {_WITH} WHERE s.ref = :ref"  # noqa: S608 - no input
_BY_VISIT = f"""SELECT {_COLUMNS}, v.ref AS via_ref, v.visitor_id, v.parent_ref
    FROM visit v JOIN share s ON s.id = v.share_id {_WITH} WHERE v.ref = :ref"""  # noqa: S608 - no input


def look_up(token: str) -> OpenedShare:
    """What a token opens, whether or not it is still open; raises ForgedToken or NotFound."""
    ref = read_token(token)
    found = row(_BY_VISIT if is_forward(ref) else _BY_SHARE, ref=ref)
    if found is None:
        raise NotFound("This link leads nowhere any more.")
    via = Via(found["via_ref"], found["visitor_id"], found["parent_ref"]) if is_forward(ref) else None
    return OpenedShare(
        share_id=found["share_id"],
        ref=found["ref"],
        shopkeeper_id=found["shopkeeper_id"],
        shopkeeper_status=found["status"],
        product_id=found["product_id"],
        scene_key=found["scene_key"],
        words=found["words"],
        expires_at=found["expires_at"],
        revoked_at=found["revoked_at"],
        via=via,
        shopkeeper_person_id=found["person_id"],
    )


def resolve(token: str, now: datetime) -> OpenedShare:
    """What an open token opens; raises ForgedToken, NotFound, ShareExpired, ShareRevoked or ShopkeeperSuspended."""
    opened = look_up(token)
    opened.require_open(now)
    return opened


def make_share(shopkeeper_id: int, product_id: int, scene_key: str, words_id: int | None, *, now: datetime) -> int:
    """Offer a product in a scene, in words kept as a public text; returns the share's reference.

    A suspended shopkeeper cannot share.
    """
    made = row(
        """INSERT INTO share (ref, shopkeeper_id, product_id, scene_key, words_id, created_at, expires_at)
           SELECT :ref, k.id, :product, :scene, :words, :now, :until FROM shopkeeper k
           WHERE k.id = :keeper AND k.status = 'active' RETURNING ref""",
        ref=new_share_ref(),
        keeper=shopkeeper_id,
        product=product_id,
        scene=scene_key,
        words=words_id,
        now=now,
        until=now + timedelta(seconds=settings().share_seconds),
    )
    if made is None:
        raise ShopkeeperSuspended
    ref: int = made["ref"]
    return ref


def revoke_share(shopkeeper_id: int, ref: int, *, now: datetime) -> None:
    """Close a shopkeeper's own share for ever; repeating changes nothing. Somebody else's does not exist."""
    changed = execute(
        """UPDATE share SET revoked_at = COALESCE(revoked_at, :now)
           WHERE ref = :ref AND shopkeeper_id = :keeper""",
        ref=ref,
        keeper=shopkeeper_id,
        now=now,
    )
    if not changed:
        raise NotFound
