"""What a share or a forward opens; and who opened them, filtered."""

from functools import partial

from tests.databases import NOON
from webapp.kernel.paging import encode
from webapp.referral.shares.rules.tokens import FORWARD_BIT, forward_token, share_token
from webapp.referral.visits.queries.opening import resolve_token
from webapp.referral.visits.queries.visits import visits_of

CALLS = [
    lambda: resolve_token(share_token(7)),
    lambda: resolve_token(forward_token(FORWARD_BIT | 7)),
    partial(visits_of, 1),
    partial(visits_of, 1, share_id=1, cursor=encode(NOON.isoformat(), 7)),
]
