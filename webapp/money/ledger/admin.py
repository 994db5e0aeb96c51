"""The books: every transaction with its legs, and the proof that they balance."""

from collections.abc import Iterable

from flask import render_template, request

from webapp.money.ledger import ACCOUNTS, KINDS, TransactionView, staff_queries, verify
from webapp.people.identity import ShopkeeperCard, cards
from webapp.web import htmx
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import render_page


@admin.get("/ledger")
@needs("ledger.view")
def ledger() -> str:
    """The journal; the address is the filter."""
    given = request.args
    found = staff_queries.journal(
        kind=given.get("kind", ""),
        account=given.get("account", ""),
        owner=given.get("owner", "").strip(),
        reference=given.get("reference", "").strip(),
        cursor=given.get("cursor"),
    )
    return render_page(
        "money/ledger/admin/ledger",
        found=found,
        owners=owners_of(found.items),
        page_sum=sum(fen for tx in found.items for _, _, fen in tx.legs),
        kinds=sorted(KINDS),
        accounts=sorted(ACCOUNTS),
        filtered=any(given.values()),
    )


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
