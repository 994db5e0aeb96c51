"""The books: every transaction with its legs, and the proof that they balance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template

from webapp.kernel.paging import Page
from webapp.money.ledger import ACCOUNTS, KINDS, TransactionView, staff_queries, verify
from webapp.people.identity import ShopkeeperCard, cards
from webapp.web import htmx
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.lists import AdminList, Column, register_list, worded


@dataclass(frozen=True, slots=True)
class Line:
    """One leg of a transaction, as it stands in the file."""

    event_at: datetime
    kind: str
    key: str
    reference: str
    account: str
    owner: str
    fen: int


def _lines(tx: TransactionView) -> list[Line]:
    return [Line(tx.event_at, tx.kind, tx.key, tx.reference, account, owner, fen) for account, owner, fen in tx.legs]


def _beside(found: Page[TransactionView]) -> Mapping[str, Any]:
    return {"owners": owners_of(found.items), "page_sum": sum(fen for tx in found.items for _, _, fen in tx.legs)}


def _journal(*, kind: str | None, account: str | None, **more: Any) -> Page[TransactionView]:
    return staff_queries.journal(kind=kind or "", account=account or "", **more)


LEDGER = AdminList(
    endpoint="ledger",
    path="/ledger",
    permission="ledger.view",
    words="ledger",
    columns=(
        Column(key="event_at", label="ledger.when", cell="second"),
        Column(key="kind", label="ledger.kind", plain=worded("tx.", "kind")),
        Column(key="key", label="ledger.key", is_shown=False),
        Column(key="reference", label="ledger.reference", is_shown=False),
        Column(key="account", label="ledger.account", plain=worded("account.", "account")),
        Column(key="owner", label="ledger.owner"),
        Column(key="fen", label="ledger.amount", cell="money"),
    ),
    filters=(
        Search(name="reference", label="ledger.reference", example="order:G26…"),
        Choice(name="kind", label="ledger.kind", options=sorted(KINDS), words="tx."),
        Choice(name="account", label="ledger.account", options=sorted(ACCOUNTS), words="account."),
        Search(name="owner", label="ledger.owner", example="shopkeeper:7", is_wide=False),
    ),
    query=_journal,
    beside=_beside,
    template="money/ledger/admin/ledger.html",
    cells="money/ledger/admin/_transaction_cells.html",
    layout="groups",
    unfold=_lines,
)
register_list(LEDGER, group="money", place=10)


@admin.get("/ledger/verification")
@needs("ledger.view")
def ledger_verification() -> str:
    """The laws of the books checked over every entry: apart from the journal, for it takes longer with the years."""
    name = "_verification" if htmx.asked() else "verification"
    return render_template(
        f"money/ledger/admin/{name}.html",
        balances=staff_queries.balances(),
        size=staff_queries.size(),
        breaches=verify(),
    )


def owners_of(transactions: Iterable[TransactionView]) -> dict[int, ShopkeeperCard]:
    """The shopkeepers whose accounts these transactions touch, for their names."""
    owners = {owner for tx in transactions for _, owner, _ in tx.legs if owner.startswith("shopkeeper:")}
    return cards([int(owner.partition(":")[2]) for owner in owners])
