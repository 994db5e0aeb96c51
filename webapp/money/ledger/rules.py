"""Which transactions there are, and which accounts each may touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.errors import DomainError

WX_CLEARING = "wx_clearing"
SALES = "sales"
COMMISSION_EXPENSE = "commission_expense"
REFUNDS_PAYABLE = "refunds_payable"
COMMISSION_PENDING = "commission_pending"
COMMISSION_PAYABLE = "commission_payable"

PLATFORM = frozenset({WX_CLEARING, SALES, COMMISSION_EXPENSE, REFUNDS_PAYABLE})
PERSONAL = frozenset({COMMISSION_PENDING, COMMISSION_PAYABLE})
ACCOUNTS = PLATFORM | PERSONAL

# Money comes in, is promised, becomes payable, is taken back, goes out: nothing else may touch these accounts.
KINDS: dict[str, frozenset[str]] = {
    "payment": frozenset({WX_CLEARING, SALES, REFUNDS_PAYABLE}),
    "accrual": frozenset({COMMISSION_EXPENSE, COMMISSION_PENDING}),
    "settlement": frozenset({COMMISSION_PENDING, COMMISSION_PAYABLE}),
    "void": frozenset({COMMISSION_PENDING, COMMISSION_EXPENSE}),
    "clawback": frozenset({COMMISSION_PAYABLE, COMMISSION_EXPENSE}),
    "refund_promised": frozenset({SALES, REFUNDS_PAYABLE}),
    "refund_withdrawn": frozenset({SALES, REFUNDS_PAYABLE}),
    "refund": frozenset({REFUNDS_PAYABLE, WX_CLEARING}),
}


class Unbalanced(DomainError):
    """This posting does not fit its kind or does not sum to zero."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What a transaction does to one account; the platform's accounts have the owner ''."""

    account_kind: str
    owner: str
    amount_fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """A transaction to be written. `key` makes it happen once; `resolves` is the key of the one it ends."""

    kind: str
    key: str
    reference: str
    legs: Sequence[Leg]
    explanation: dict[str, Any]
    event_at: datetime
    resolves: str | None = None


def check(kind: str, legs: Sequence[Leg]) -> None:
    """Refuse a posting the books cannot hold; the database's triggers are the second wall."""
    allowed = KINDS.get(kind, frozenset())
    for leg in legs:
        if leg.account_kind not in allowed:
            raise Unbalanced(f"a {kind} does not touch {leg.account_kind}")
        if (leg.owner == "") != (leg.account_kind in PLATFORM):
            raise Unbalanced(f"{leg.account_kind} has the wrong owner")
    if sum(leg.amount_fen for leg in legs) != 0:
        raise Unbalanced("the legs do not sum to zero")
