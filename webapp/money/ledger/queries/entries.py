"""What the books say."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, page


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """One line of somebody's account, newest first in lists."""

    id: int
    kind: str
    reference: str
    amount_fen: int
    balance_after_fen: int | None
    event_at: datetime
    explanation: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class TransactionView:
    """A transaction with all its legs, as staff see it: legs are (account kind, owner, fen)."""

    id: int
    kind: str
    key: str
    reference: str
    event_at: datetime
    created_at: datetime
    explanation: dict[str, Any]
    legs: list[tuple[str, str, int]]


def balance(kind: str, owner: str) -> int:
    """What an account holds, in fen; people's from the cache, the platform's as a sum."""
    if owner:
        found = row(
            int, "SELECT balance_fen FROM account WHERE kind = :kind AND owner = :owner", kind=kind, owner=owner
        )
        return found or 0
    return platform_balances().get(kind, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class KindBalance:
    """What all accounts of one kind hold together, in fen."""

    kind: str
    fen: int


def platform_balances() -> dict[str, int]:
    """The sum of every platform account, by kind, in fen."""
    found = rows(
        KindBalance,
        """SELECT kind, coalesce(sum(amount_fen), 0)::bigint AS fen
           FROM account LEFT JOIN entry ON entry.account_id = account.id WHERE owner = '' GROUP BY kind""",
    )
    return {each.kind: each.fen for each in found}


def entries(owner: str, kind: str, *, cursor: str | None = None, limit: int = 20) -> Page[EntryView]:
    """What happened to one account, newest first: by the index on the account, however large the books are."""
    after = decode(cursor, int)
    conditions = [
        "entry.account_id = (SELECT id FROM account WHERE kind = :kind AND owner = :owner)",
        *(["entry.id < :after"] if after else []),
    ]
    found = rows(
        EntryView,
        f"""SELECT entry.id, tx.kind, tx.reference, entry.amount_fen, entry.balance_after_fen, tx.event_at,
                  tx.explanation
           FROM entry JOIN ledger_transaction AS tx ON tx.id = entry.transaction_id
           WHERE {" AND ".join(conditions)} ORDER BY entry.id DESC LIMIT :limit""",  # noqa: S608 - constants
        kind=kind,
        owner=owner,
        **({"after": after[0]} if after else {}),
        limit=limit + 1,
    )
    return page(found, limit, lambda entry: (entry.id,))


_TRANSACTIONS = """
SELECT tx.id, tx.kind, tx.idempotency_key AS key, tx.reference, tx.event_at, tx.created_at, tx.explanation,
       coalesce(json_agg(json_build_array(account.kind, account.owner, entry.amount_fen) ORDER BY entry.id)
                FILTER (WHERE entry.id IS NOT NULL), '[]') AS legs
FROM ledger_transaction AS tx
     LEFT JOIN entry ON entry.transaction_id = tx.id LEFT JOIN account ON account.id = entry.account_id
"""


def transactions_about(reference: str) -> list[TransactionView]:
    """Everything posted about one thing (`order:…`), in order."""
    return whole_transactions("tx.reference = :reference", "tx.id", reference=reference)


def whole_transactions(condition: str, order: str, **given: Any) -> list[TransactionView]:
    """The transactions this condition leaves, each with all its legs."""
    found = rows(TransactionView, f"{_TRANSACTIONS} WHERE {condition} GROUP BY tx.id ORDER BY {order}", **given)
    # JSON knows no tuples.
    return [replace(each, legs=[(kind, owner, fen) for kind, owner, fen in each.legs]) for each in found]
