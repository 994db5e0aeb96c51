"""Shares: made and revoked by their shopkeeper, and opened by whoever holds a token."""

from datetime import datetime, timedelta

from webapp.kernel.db import execute, row
from webapp.kernel.errors import NotFound
from webapp.kernel.settings import settings
from webapp.people.identity import ShopkeeperStatus
from webapp.referral.shares.facts import ShopkeeperSuspended
from webapp.referral.shares.rules.tokens import new_share_ref


def make_share(shopkeeper_id: int, product_id: int, scene_key: str, text_id: int | None, *, now: datetime) -> int:
    """Offer a product in a scene, in words kept as a public text; returns the share's reference.

    A suspended shopkeeper cannot share.
    """
    made = row(
        int,
        """INSERT INTO share (ref, shopkeeper_id, product_id, scene_key, text_id, created_at, expires_at)
           SELECT :ref, k.id, :product, :scene, :text, :now, :until FROM shopkeeper k
           WHERE k.id = :keeper AND k.status = :active RETURNING ref""",
        ref=new_share_ref(),
        keeper=shopkeeper_id,
        product=product_id,
        scene=scene_key,
        text=text_id,
        active=ShopkeeperStatus.ACTIVE,
        now=now,
        until=now + timedelta(seconds=settings().share_seconds),
    )
    if made is None:
        raise ShopkeeperSuspended
    return made


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
