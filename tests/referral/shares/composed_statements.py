"""A shopkeeper's shares, page by page."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.referral.shares.queries import shares_of

CALLS = [partial(shares_of, 1), partial(shares_of, 1, cursor=encode(7))]
