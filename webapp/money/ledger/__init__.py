"""Every fen that moves, once, for ever: double entry, append-only, each transaction sums to zero."""

from webapp.money.ledger import staff_queries
from webapp.money.ledger.queries.entries import TransactionView, transactions_about
from webapp.money.ledger.queries.proof import verify
from webapp.money.ledger.rules import ACCOUNTS, KINDS, Leg, Posting
from webapp.money.ledger.service import post, post_all

__all__ = [
    "ACCOUNTS",
    "KINDS",
    "Leg",
    "Posting",
    "TransactionView",
    "post",
    "post_all",
    "staff_queries",
    "transactions_about",
    "verify",
]
