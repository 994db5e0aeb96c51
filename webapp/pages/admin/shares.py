"""Shares: where each one went, from hand to hand, and what came of it."""

from flask import render_template

from webapp.kernel import clock
from webapp.kernel.short_codes import short_code
from webapp.pages.queries import shares as share_queries
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.filters import Search, Shopkeeper
from webapp.web.admin.lists import AdminList, Column, register_list
from webapp.web.admin.rendering import named

SHARES = AdminList(
    endpoint="shares",
    path="/shares",
    permission="shares.view",
    words="shares",
    columns=(
        Column(key="name", label="shares.share", cell="own", is_heading=True, plain=named),
        Column(key="ref", label="shares.code", is_shown=False, plain=lambda share: short_code(share.ref)),
        Column(key="shop_name", label="orders.keeper", cell="own"),
        Column(key="state", label="orders.state", cell="own", is_exported=False),
        Column(key="visits", label="shares.visits", cell="count"),
        Column(key="visitors", label="shares.visitors", cell="count"),
        Column(key="forwards", label="shares.forwards", cell="count"),
        Column(key="orders", label="shares.orders", cell="count"),
        Column(key="created_at", label="shares.made", cell="full"),
    ),
    filters=(
        Search(name="q", label="shares.search", argument="search"),
        Shopkeeper(name="shopkeeper", label="orders.keeper", argument="shopkeeper_code", is_hidden=True),
    ),
    query=share_queries.shares,
    beside=lambda _: {"now": clock.now()},
    cells="pages/admin/_share_cells.html",
)
register_list(SHARES, group="people", place=20)


@admin.get("/shares/<int:ref>")
@needs("shares.view")
def share(ref: int) -> str:
    """One share: who opened it through whom, drawn as a tree."""
    found = share_queries.share(ref)
    roots, unlisted = share_queries.forward_tree(found)
    return render_template("pages/admin/share.html", share=found, roots=roots, unlisted=unlisted, now=clock.now())
