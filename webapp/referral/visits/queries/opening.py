"""What a token opens: a share, or the visit it was forwarded from and that visit's share."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row
from webapp.kernel.errors import NotFound
from webapp.people.moderation import TextState
from webapp.referral.shares import ForwardOrigin, ResolvedShare, is_forward, read_token


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opened:
    """A share's columns, and those of the visit whose forward was tapped."""

    share_id: int
    ref: int
    shopkeeper_id: int
    status: str
    person_id: int
    product_id: int
    scene_key: str
    text: str
    expires_at: datetime
    revoked_at: datetime | None
    via_ref: int | None = None
    visitor_id: int = 0
    parent_ref: int | None = None


# One statement reads the share, its shopkeeper's status and the visit it was forwarded by.
_COLUMNS = """s.id AS share_id, s.ref, s.shopkeeper_id, k.status, k.person_id, s.product_id, s.scene_key,
              coalesce(said.text, '') AS text, s.expires_at, s.revoked_at"""
_WITH = """JOIN shopkeeper k ON k.id = s.shopkeeper_id
           LEFT JOIN public_text said ON said.id = s.text_id AND said.state = :shown"""
_BY_SHARE = f"SELECT {_COLUMNS} FROM share s {_WITH} WHERE s.ref = :ref"  # noqa: S608 - no input
_BY_VISIT = f"""SELECT {_COLUMNS}, v.ref AS via_ref, v.visitor_id, v.parent_ref
    FROM visit v JOIN share s ON s.id = v.share_id {_WITH} WHERE v.ref = :ref"""  # noqa: S608 - no input


def resolve_token(token: str) -> ResolvedShare:
    """What a token opens, whether or not it is still open; raises ForgedToken or NotFound."""
    ref = read_token(token)
    found = row(_Opened, _BY_VISIT if is_forward(ref) else _BY_SHARE, ref=ref, shown=TextState.SHOWN)
    if found is None:
        raise NotFound("This link leads nowhere any more.")
    via = None if found.via_ref is None else ForwardOrigin(found.via_ref, found.visitor_id, found.parent_ref)
    return ResolvedShare(
        share_id=found.share_id,
        ref=found.ref,
        shopkeeper_id=found.shopkeeper_id,
        shopkeeper_status=found.status,
        product_id=found.product_id,
        scene_key=found.scene_key,
        text=found.text,
        expires_at=found.expires_at,
        revoked_at=found.revoked_at,
        forwarded_by=via,
        shopkeeper_person_id=found.person_id,
    )


def resolve_open_token(token: str, now: datetime) -> ResolvedShare:
    """What an open token opens; raises ForgedToken, NotFound, ShareExpired, ShareRevoked or ShopkeeperSuspended."""
    opened = resolve_token(token)
    opened.require_open(now)
    return opened
