"""Shopkeepers: found, understood in their chain, suspended, corrected."""

from collections.abc import Iterator

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import commission
from webapp.domain.identity import staff_queries as chain
from webapp.domain.identity.staff_queries import Node
from webapp.domain.orders import staff_queries as order_desk
from webapp.domain.referral import staff_queries as trails
from webapp.domain.social import records, relationships
from webapp.domain.social.records import Record
from webapp.faces.ability_words import SKILLS
from webapp.faces.admin.blueprint import admin, me, needs
from webapp.faces.admin.pages import done, show, undone
from webapp.flows import care_for_shops
from webapp.kernel.errors import DomainError


@admin.get("/shopkeepers")
@needs("shopkeepers.view")
def shopkeepers() -> str:
    """All shopkeepers."""
    given = request.args
    found = chain.shopkeepers(
        words=given.get("q", "").strip()[:60],
        status=given.get("status", ""),
        upline=given.get("upline", "").strip().lower(),
        roots=bool(given.get("roots")),
        cursor=given.get("cursor"),
    )
    sales = order_desk.sales_of([each.id for each in found.items])
    return show("shopkeepers", found=found, sales=sales, filtered=any(given.values()))


@admin.get("/shopkeepers/<code>")
@needs("shopkeepers.view")
def shopkeeper(code: str) -> str:
    """One shopkeeper: figures, and the chain above and below as a tree."""
    keeper = chain.keeper_file(code)
    tree = chain.tree(keeper["id"])
    return render_template(
        "admin/shopkeeper.html",
        keeper=keeper,
        above=chain.people_on(keeper["path"][:-1]),
        tree=tree,
        sales=order_desk.sales_of([*keeper["path"], *(node.id for node in _everyone(tree))]),
        earnings=commission.earnings_of(keeper["id"]),
        reach=trails.reach_of(keeper["id"]),
        attempts=chain.attempts(keeper["person_id"]),
        standing=relationships.standing_of(keeper["id"]),
        skills=_skills(keeper["id"]),
    )


@admin.get("/shopkeepers/<code>/branch")
@needs("shopkeepers.view")
def branch(code: str) -> str:
    """The branch below one shopkeeper, unfolded into the drawn tree."""
    tree = chain.tree(chain.keeper_file(code)["id"])
    sales = order_desk.sales_of([node.id for node in _everyone(tree)])
    return render_template("admin/_branch.html", node=tree, sales=sales)


@admin.get("/shopkeepers/number/<int:shopkeeper_id>")
@needs("shopkeepers.view")
def shopkeeper_by_id(shopkeeper_id: int) -> ResponseReturnValue:
    """The books name shopkeepers by number."""
    return redirect(url_for("admin.shopkeeper", code=chain.code_of(shopkeeper_id)), 303)


@admin.post("/shopkeepers/<code>/suspension")
@needs("shopkeepers.suspend")
def suspend(code: str) -> ResponseReturnValue:
    """Close a shop for now."""
    keeper = chain.keeper_file(code)
    try:
        care_for_shops.suspend_shopkeeper(keeper["id"], staff_id=me().id, reason=request.form.get("reason", ""))
    except DomainError as error:
        return undone(error, "shopkeeper", code=code)
    return done("keeper.suspended", "shopkeeper", code=code)


@admin.post("/shopkeepers/<code>/reinstatement")
@needs("shopkeepers.suspend")
def reinstate(code: str) -> ResponseReturnValue:
    """Let a shop sell again."""
    keeper = chain.keeper_file(code)
    try:
        care_for_shops.reinstate_shopkeeper(keeper["id"], staff_id=me().id, reason=request.form.get("reason", ""))
    except DomainError as error:
        return undone(error, "shopkeeper", code=code)
    return done("keeper.reinstated", "shopkeeper", code=code)


@admin.post("/shopkeepers/<code>/upline")
@needs("shopkeepers.move")
def move(code: str) -> ResponseReturnValue:
    """Correct a wrong upline."""
    keeper = chain.keeper_file(code)
    try:
        upline = chain.keeper_file(request.form.get("upline", "").strip().lower())
        care_for_shops.correct_upline(
            keeper["id"], upline["id"], staff_id=me().id, reason=request.form.get("reason", "")
        )
    except DomainError as error:
        return undone(error, "shopkeeper", code=code)
    return done("keeper.moved", "shopkeeper", code=code)


def _skills(shopkeeper_id: int) -> list[tuple[tuple[str, str], relationships.Practice, float]]:
    """Each skill something is known of: its words, what was counted, and its value."""
    record, p = records.record_of(shopkeeper_id) or Record(shopkeeper_id=shopkeeper_id), relationships.parameters()
    counted = [each for each in records.practices(record) if each.total]
    return [(SKILLS[each.skill], each, relationships.value_of(each, p)) for each in counted]


def _everyone(node: Node) -> Iterator[Node]:
    yield node
    for each in node.below:
        yield from _everyone(each)
