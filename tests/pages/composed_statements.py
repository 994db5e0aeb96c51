"""The shares of the admin, filtered."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.pages.queries.shares import shares

CALLS = [
    shares,
    partial(shares, search="tea", shopkeeper_code="ada", cursor=encode(7)),
    partial(shares, search="#0417203948"),
]
