"""Signed shares: a shopkeeper offers a product in a scene, and takes the offer back."""

from webapp.referral.shares.facts import ForwardOrigin, ResolvedShare, ShopkeeperSuspended
from webapp.referral.shares.queries import ShareView, refs_of_shares, share_by_id, share_for, shares_of
from webapp.referral.shares.rules.tokens import forward_token, is_forward, new_visit_ref, read_token, share_token
from webapp.referral.shares.service import make_share, revoke_share

__all__ = [
    "ForwardOrigin",
    "ResolvedShare",
    "ShareView",
    "ShopkeeperSuspended",
    "forward_token",
    "is_forward",
    "make_share",
    "new_visit_ref",
    "read_token",
    "refs_of_shares",
    "revoke_share",
    "share_by_id",
    "share_for",
    "share_token",
    "shares_of",
]
