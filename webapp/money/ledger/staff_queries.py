"""The journal as staff see it: filtered, with the names behind the accounts."""

from dataclasses import dataclass

from webapp.kernel.db import row, rows
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.money.ledger.queries.entries import KindBalance, TransactionView, whole_transactions

PER_PAGE = 50


def journal(
    *, kind: str = "", account: str = "", owner: str = "", reference: str = "", cursor: str | None = None
) -> Page[TransactionView]:
    """Fifty transactions, newest first, each whole even when the filter names only one of its accounts."""
    after = decode(cursor, int)
    given = {"kind": kind, "account": account, "owner": owner, "reference": reference, "after": after and after[0]}
    touched = where({"account": "mine.kind = :account", "owner": "mine.owner = :owner"}, given)
    conditions = {
        "after": "tx.id < :after",
        "kind": "tx.kind = :kind",
        "reference": "tx.reference = :reference",
        "touched": f"""EXISTS (SELECT 1 FROM entry AS leg JOIN account AS mine ON mine.id = leg.account_id
                               WHERE leg.transaction_id = tx.id AND {touched})""",  # noqa: S608 - constants
    }
    chosen = where(conditions, {**given, "touched": account or owner})
    found = whole_transactions(chosen, "tx.id DESC LIMIT :limit", **given, limit=PER_PAGE + 1)
    return page(found, PER_PAGE, lambda tx: (tx.id,))


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerSize:
    """How many entries there are, and their sum in fen."""

    entries: int
    fen: int


def size() -> LedgerSize:
    """How many entries there are, and their sum in fen, which must be zero."""
    found = row(LedgerSize, "SELECT count(*) AS entries, coalesce(sum(amount_fen), 0)::bigint AS fen FROM entry")
    assert found is not None  # noqa: S101 - an aggregate has one row
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountTotal:
    """The sum of one kind of account in fen, and over how many accounts."""

    kind: str
    platform: bool
    accounts: int
    fen: int


def balances() -> list[AccountTotal]:
    """The sum of every kind of account in fen: the platform's and everybody's together."""
    return rows(
        AccountTotal,
        """SELECT account.kind, owner = '' AS platform, count(DISTINCT account.id) AS accounts,
                  coalesce(sum(amount_fen), 0)::bigint AS fen
           FROM account LEFT JOIN entry ON entry.account_id = account.id GROUP BY account.kind, owner = ''
           ORDER BY owner = '' DESC, account.kind""",
    )


def owed() -> dict[str, int]:
    """Commission promised and payable to everybody, in fen, from the cached balances."""
    found = rows(
        KindBalance, "SELECT kind, sum(balance_fen)::bigint AS fen FROM account WHERE owner <> '' GROUP BY kind"
    )
    return {each.kind: each.fen for each in found}
