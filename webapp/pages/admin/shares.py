"""Shares: where each one went, from hand to hand, and what came of it."""

from flask import render_template, request

from webapp.kernel import clock
from webapp.pages.queries import shares as share_queries
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import render_page


@admin.get("/shares")
@needs("shares.view")
def shares() -> str:
    """All shares with their counts."""
    given = request.args
    found = share_queries.shares(
        search=given.get("q", "").strip()[:60], shopkeeper_code=given.get("shopkeeper", ""), cursor=given.get("cursor")
    )
    return render_page("pages/admin/shares", found=found, now=clock.now(), filtered=any(given.values()))


@admin.get("/shares/<int:ref>")
@needs("shares.view")
def share(ref: int) -> str:
    """One share: who opened it through whom, drawn as a tree."""
    found = share_queries.share(ref)
    roots, unlisted = share_queries.forward_tree(found)
    return render_template("pages/admin/share.html", share=found, roots=roots, unlisted=unlisted, now=clock.now())
