"""Every fen that moves, once, for ever. Knows accounts; knows no orders.

Sign of an amount: positive is owed or earned, negative is held or spent; each transaction sums to zero.
"""

from webapp.domain.ledger.check import verify
from webapp.domain.ledger.queries import (
    EntryView,
    TransactionView,
    balance,
    entries,
    platform_balances,
    transactions,
    transactions_about,
)
from webapp.domain.ledger.rules import ACCOUNTS, KINDS, Leg, Posting, Unbalanced
from webapp.domain.ledger.service import post, post_all

__all__ = [
    "ACCOUNTS",
    "KINDS",
    "EntryView",
    "Leg",
    "Posting",
    "TransactionView",
    "Unbalanced",
    "balance",
    "entries",
    "platform_balances",
    "post",
    "post_all",
    "transactions",
    "transactions_about",
    "verify",
]
