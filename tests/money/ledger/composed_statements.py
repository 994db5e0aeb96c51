"""Entries and transactions, filtered; and the laws of the books."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.money.ledger import staff_queries
from webapp.money.ledger.queries import entries, proof

CALLS = [
    partial(entries.entries, "shopkeeper:1", "payable"),
    partial(entries.entries, "shopkeeper:1", "payable", cursor=encode(7)),
    partial(entries.transactions_about, "order:G1"),
    staff_queries.journal,
    partial(staff_queries.journal, kind="a", account="b", owner="c", reference="d", cursor=encode(7)),
    proof.verify,
]
