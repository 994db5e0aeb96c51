"""Shopkeepers and the tree, filtered; and two people who turn out to be one."""

from functools import partial

from tests.databases import NOON
from webapp.kernel.db import rows
from webapp.kernel.paging import encode
from webapp.people.identity import staff_queries
from webapp.people.identity.service import chain, people, shopkeepers
from webapp.people.moderation.kinds import TextKind


def absorb() -> None:
    absorbed, kept = rows(int, "INSERT INTO person (created_at) VALUES (:now), (:now) RETURNING id", now=NOON)
    people._absorb(absorbed, kept, NOON)


CALLS = [
    partial(chain.direct_downline, None),
    partial(chain.direct_downline, 1, cursor=encode(7)),
    absorb,
    partial(shopkeepers.shopkeeper, 1),
    partial(shopkeepers.lock_shopkeeper, 1),
    partial(shopkeepers.shopkeeper_by_code, "ada"),
    staff_queries.shopkeepers,
    partial(staff_queries.shopkeepers, search="tea", status="active", upline="ada", roots=True, cursor=encode(7)),
    partial(staff_queries.waiting_texts, kind=next(iter(TextKind))),
    staff_queries.decided_texts,
    partial(staff_queries.decided_texts, cursor=encode(NOON.isoformat(), 7)),
]
