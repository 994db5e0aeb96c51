"""Signed shares: a shopkeeper offers a product in a scene, and takes the offer back."""

from webapp.referral.shares.facts import OpenedShare, Via
from webapp.referral.shares.queries import ShareView, refs_of_shares, share_by_id, share_by_ref, share_for, shares_of
from webapp.referral.shares.rules.naming import letters, quoted, short
from webapp.referral.shares.rules.tokens import (
    forward_token,
    is_forward,
    new_visit_ref,
    new_visitor_id,
    read_token,
    share_token,
)
from webapp.referral.shares.service import ShareExpired, ShareRevoked, ShopkeeperSuspended, make_share, revoke_share

__all__ = [
    "OpenedShare",
    "ShareExpired",
    "ShareRevoked",
    "ShareView",
    "ShopkeeperSuspended",
    "Via",
    "forward_token",
    "is_forward",
    "letters",
    "make_share",
    "new_visit_ref",
    "new_visitor_id",
    "quoted",
    "read_token",
    "refs_of_shares",
    "revoke_share",
    "share_by_id",
    "share_by_ref",
    "share_for",
    "share_token",
    "shares_of",
    "short",
]
