"""Shopkeepers: found, understood in their chain, suspended, corrected."""

from collections.abc import Iterator

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError
from webapp.money import commission
from webapp.people.identity import Node
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.identity.flows import manage_shopkeeper
from webapp.referral.visits import staff_queries as visits_staff_queries
from webapp.social import relationships, service_records
from webapp.social.service_records import ServiceFigures
from webapp.trade.orders import staff_queries as orders_staff_queries
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Flag, Search, Shopkeeper
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import redirect_done, redirect_refused

SHOPKEEPERS = AdminList(
    endpoint="shopkeepers",
    path="/shopkeepers",
    permission="shopkeepers.view",
    words="shopkeepers",
    columns=(
        Column(key="shop_name", label="shopkeepers.shop", cell="own", is_heading=True),
        Column(key="code", label="shopkeepers.code", is_shown=False),
        Column(key="upline_name", label="shopkeepers.upline", cell="own"),
        Column(key="status", label="shopkeepers.status", cell="own", plain=worded("shopkeepers.status.", "status")),
        Column(key="depth", label="shopkeepers.depth", cell="count"),
        Column(key="direct", label="shopkeepers.direct", cell="count"),
        Column(key="sales", label="shopkeeper.sales", cell="own", is_numeric=True, is_exported=False),
        Column(key="created_at", label="shopkeepers.since", cell="day"),
    ),
    filters=(
        Search(name="q", label="shopkeepers.search", argument="search"),
        Choice(name="status", label="shopkeepers.status", options=("active", "suspended"), words="shopkeepers.status."),
        Shopkeeper(name="upline", label="shopkeepers.upline", is_hidden=True),
        Flag(name="roots", label="shopkeepers.roots_only"),
    ),
    query=identity_staff_queries.shopkeepers,
    beside=lambda found: {"sales_of": orders_staff_queries.sales_of([each.id for each in found.items])},
    cells="pages/admin/_shopkeeper_cells.html",
)
register_list(SHOPKEEPERS, group="people", place=10)


@admin.get("/shopkeepers/<code>")
@needs("shopkeepers.view")
def shopkeeper(code: str) -> str:
    """One shopkeeper: figures, and the chain above and below as a tree."""
    keeper = identity_staff_queries.shopkeeper_file(code)
    tree = identity_staff_queries.tree(keeper["id"])
    return render_template(
        "pages/admin/shopkeeper.html",
        keeper=keeper,
        above=identity_staff_queries.shopkeepers_on_path(keeper["path"][:-1]),
        tree=tree,
        sales=orders_staff_queries.sales_of([*keeper["path"], *(node.id for node in _everyone(tree))]),
        earnings=commission.earnings_of(keeper["id"]),
        reach=visits_staff_queries.reach_of(keeper["id"]),
        attempts=identity_staff_queries.bind_attempts(keeper["person_id"]),
        standing=relationships.shopkeeper_rank_of(keeper["id"]),
        skills=_skills(keeper["id"]),
    )


@admin.get("/shopkeepers/<code>/branch")
@needs("shopkeepers.view")
def branch(code: str) -> str:
    """The branch below one shopkeeper, unfolded into the drawn tree."""
    tree = identity_staff_queries.tree(identity_staff_queries.shopkeeper_file(code)["id"])
    sales = orders_staff_queries.sales_of([node.id for node in _everyone(tree)])
    return render_template("pages/admin/_branch.html", node=tree, sales=sales)


@admin.get("/shopkeepers/number/<int:shopkeeper_id>")
@needs("shopkeepers.view")
def shopkeeper_by_id(shopkeeper_id: int) -> ResponseReturnValue:
    """The books name shopkeepers by number."""
    return redirect(url_for("admin.shopkeeper", code=identity_staff_queries.code_of(shopkeeper_id)), 303)


@admin.post("/shopkeepers/<code>/suspension")
@needs("shopkeepers.suspend")
def suspend(code: str) -> ResponseReturnValue:
    """Close a shop for now."""
    keeper = identity_staff_queries.shopkeeper_file(code)
    try:
        manage_shopkeeper.suspend_shopkeeper(keeper["id"], staff_id=me().id, reason=request.form.get("reason", ""))
    except DomainError as error:
        return redirect_refused(error, "shopkeeper", code=code)
    return redirect_done("shopkeeper.suspended", "shopkeeper", code=code)


@admin.post("/shopkeepers/<code>/reinstatement")
@needs("shopkeepers.suspend")
def reinstate(code: str) -> ResponseReturnValue:
    """Let a shop sell again."""
    keeper = identity_staff_queries.shopkeeper_file(code)
    try:
        manage_shopkeeper.reinstate_shopkeeper(keeper["id"], staff_id=me().id, reason=request.form.get("reason", ""))
    except DomainError as error:
        return redirect_refused(error, "shopkeeper", code=code)
    return redirect_done("shopkeeper.reinstated", "shopkeeper", code=code)


@admin.post("/shopkeepers/<code>/upline")
@needs("shopkeepers.move")
def move(code: str) -> ResponseReturnValue:
    """Correct a wrong upline."""
    keeper = identity_staff_queries.shopkeeper_file(code)
    try:
        upline = identity_staff_queries.shopkeeper_file(request.form.get("upline", "").strip().lower())
        manage_shopkeeper.correct_upline(
            keeper["id"], upline["id"], staff_id=me().id, reason=request.form.get("reason", "")
        )
    except DomainError as error:
        return redirect_refused(error, "shopkeeper", code=code)
    return redirect_done("shopkeeper.moved", "shopkeeper", code=code)


def _skills(shopkeeper_id: int) -> list[tuple[relationships.SkillOutcome, float]]:
    """Each skill something is known of: what was counted, and its value."""
    record, p = (
        service_records.service_record_of(shopkeeper_id) or ServiceFigures(shopkeeper_id=shopkeeper_id),
        relationships.parameters(),
    )
    counted = [each for each in service_records.skill_outcomes(record) if each.total]
    return [(each, relationships.skill_value(each, p)) for each in counted]


def _everyone(node: Node) -> Iterator[Node]:
    yield node
    for each in node.below:
        yield from _everyone(each)
