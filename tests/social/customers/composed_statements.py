"""Customers with a tag, of all stages or of one."""

from functools import partial

from tests.databases import NOON
from webapp.social.customers.queries.customers import customers_of
from webapp.social.relationships import Stage

CALLS = [
    partial(customers_of, 1, tag="tea", limit=2, now=NOON),
    partial(customers_of, 1, tag="tea", stage=Stage.FRIEND, limit=2, now=NOON),
]
