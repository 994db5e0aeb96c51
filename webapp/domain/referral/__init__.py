"""Who brought whom to what: signed shares, forwards, visits, touches and one attribution for each order."""

from webapp.domain.referral.attribution import (
    AttributionSnapshot,
    PageUsed,
    attribute,
    attribution_of,
)
from webapp.domain.referral.forwards import ForwardNode, forward_tree
from webapp.domain.referral.naming import letters, quoted, short
from webapp.domain.referral.queries import (
    ShareCounts,
    ShareView,
    VisitView,
    forward_path,
    people_thanked,
    person_of_visitor,
    refs_of_shares,
    share_by_id,
    share_by_ref,
    share_counts,
    share_for,
    shares_of,
    visit,
    visits_of,
)
from webapp.domain.referral.rules import Tie
from webapp.domain.referral.shares import (
    OpenedShare,
    ShareExpired,
    ShareRevoked,
    ShopkeeperSuspended,
    look_up,
    make_share,
    resolve,
    revoke_share,
)
from webapp.domain.referral.spool import portions, take
from webapp.domain.referral.tokens import forward_token, is_forward, new_visitor_id, read_token, share_token
from webapp.domain.referral.visits import (
    VisitRecorded,
    describe,
    forget_visits,
    link_visitor,
    spool_visit,
    take_in,
    visitor_of_person,
)
from webapp.kernel.signing import ForgedToken

__all__ = [
    "AttributionSnapshot",
    "ForgedToken",
    "ForwardNode",
    "OpenedShare",
    "PageUsed",
    "ShareCounts",
    "ShareExpired",
    "ShareRevoked",
    "ShareView",
    "ShopkeeperSuspended",
    "Tie",
    "VisitRecorded",
    "VisitView",
    "attribute",
    "attribution_of",
    "describe",
    "forget_visits",
    "forward_path",
    "forward_token",
    "forward_tree",
    "is_forward",
    "letters",
    "link_visitor",
    "look_up",
    "make_share",
    "new_visitor_id",
    "people_thanked",
    "person_of_visitor",
    "portions",
    "quoted",
    "read_token",
    "refs_of_shares",
    "resolve",
    "revoke_share",
    "share_by_id",
    "share_by_ref",
    "share_counts",
    "share_for",
    "share_token",
    "shares_of",
    "short",
    "spool_visit",
    "take",
    "take_in",
    "visit",
    "visitor_of_person",
    "visits_of",
]
