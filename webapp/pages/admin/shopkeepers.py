"""Shopkeepers: found, understood in their chain, suspended, corrected."""

from collections.abc import Iterator
from typing import Protocol

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.money import commission
from webapp.pages.admin.forms import ReasonForm, UplineForm
from webapp.people.identity import Node
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.identity.flows import manage_shopkeeper
from webapp.people.identity.staff_queries import ShopkeeperFile
from webapp.referral.visits import staff_queries as visits_staff_queries
from webapp.social import relationships, service_records
from webapp.social.service_records import ServiceFigures
from webapp.trade.orders import staff_queries as orders_staff_queries
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Flag, Search, Shopkeeper
from webapp.web.admin.forms import carry_out
from webapp.web.admin.lists import AdminList, Column, register_list, worded

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
    return _page(identity_staff_queries.shopkeeper_file(code))


def _page(keeper: ShopkeeperFile, *, sent: ReasonForm | None = None) -> str:
    """The page with its forms, one of them perhaps as it was sent."""
    tree = identity_staff_queries.tree(keeper.id)
    moving = isinstance(sent, UplineForm)
    return render_template(
        "pages/admin/shopkeeper.html",
        keeper=keeper,
        above=identity_staff_queries.shopkeepers_on_path(keeper.path[:-1]),
        tree=tree,
        sales=orders_staff_queries.sales_of([*keeper.path, *(node.id for node in _everyone(tree))]),
        earnings=commission.earnings_of(keeper.id),
        reach=visits_staff_queries.reach_of(keeper.id),
        attempts=identity_staff_queries.bind_attempts(keeper.person_id),
        standing=relationships.shopkeeper_rank_of(keeper.id),
        skills=_skills(keeper.id),
        status_form=sent if sent and not moving else ReasonForm(formdata=None),
        upline_form=sent if moving else UplineForm(formdata=None, id_prefix="move"),
    )


@admin.get("/shopkeepers/<code>/branch")
@needs("shopkeepers.view")
def branch(code: str) -> str:
    """The branch below one shopkeeper, unfolded into the drawn tree."""
    tree = identity_staff_queries.tree(identity_staff_queries.shopkeeper_file(code).id)
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
    return _changed(code, ReasonForm(), manage_shopkeeper.suspend_shopkeeper, "shopkeeper.suspended")


@admin.post("/shopkeepers/<code>/reinstatement")
@needs("shopkeepers.suspend")
def reinstate(code: str) -> ResponseReturnValue:
    """Let a shop sell again."""
    return _changed(code, ReasonForm(), manage_shopkeeper.reinstate_shopkeeper, "shopkeeper.reinstated")


@admin.post("/shopkeepers/<code>/upline")
@needs("shopkeepers.move")
def move(code: str) -> ResponseReturnValue:
    """Correct a wrong upline."""
    form = UplineForm(id_prefix="move")

    def correct_upline(shopkeeper_id: int, *, staff_id: int, reason: str) -> None:
        upline = identity_staff_queries.shopkeeper_file(form.upline.data)
        manage_shopkeeper.correct_upline(shopkeeper_id, upline.id, staff_id=staff_id, reason=reason)

    return _changed(code, form, correct_upline, "shopkeeper.moved")


class _Change(Protocol):
    """Something staff do to a shopkeeper, with a reason."""

    def __call__(self, shopkeeper_id: int, *, staff_id: int, reason: str) -> None: ...


def _changed(code: str, form: ReasonForm, change: _Change, done: str) -> ResponseReturnValue:
    keeper = identity_staff_queries.shopkeeper_file(code)
    return carry_out(
        form,
        lambda: change(keeper.id, staff_id=me().id, reason=form.reason.data),
        again=lambda: _page(keeper, sent=form),
        done=done,
        endpoint="shopkeeper",
        code=code,
    )


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
