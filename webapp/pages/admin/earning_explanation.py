""" "Why was I (not) paid?": an order and a shopkeeper, answered in words."""

from flask import render_template, request

from webapp.kernel.errors import DomainError, NotFound
from webapp.money import commission
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.trade.orders import staff_queries as orders_staff_queries
from webapp.trade.refunds import staff_queries as refunds_staff_queries
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.navigation import NavEntry, register_entry
from webapp.web.admin.rendering import error_words, language

RECENT = 5
register_entry(
    NavEntry(group="people", place=40, endpoint="explain_earning", permission="earnings.explain", word="nav.why")
)


class NoPart(NotFound):
    """This shopkeeper had no part in this order: none of their shares was opened by this buyer in time."""


@admin.get("/earnings/explanation")
@needs("earnings.explain")
def explain_earning() -> str:
    """The form, and below it the answer; both are in the address, so an answer can be sent to a colleague."""
    no, code = request.args.get("order", "").strip().upper(), request.args.get("shopkeeper", "").strip().lower()
    answer: dict[str, object] = {}
    if no:
        try:
            answer = _answer(no, code)
        except DomainError as error:
            answer = {"problem": error_words(error)}
    else:
        answer = {"recent": orders_staff_queries.orders(orders_staff_queries.OrderFilter(), cursor=None).items[:RECENT]}
    return render_template("pages/admin/earning_explanation.html", no=no, code=code, **answer)


def _answer(no: str, code: str) -> dict[str, object]:
    """Without a shopkeeper: the one the sale was credited to."""
    order = refunds_staff_queries.order_details(no).order
    weighed = commission.explain_order_for_staff(no, language())
    code = code or order.shopkeeper_code or ""
    if not code:
        return {"order": order, "keeper": None, "explained": None, "weighed": weighed}
    keeper = identity_staff_queries.shopkeeper_file(code)
    try:
        explained = commission.explain_order(no, keeper.id, language())
    except NotFound as exc:
        raise NoPart from exc
    return {"order": order, "keeper": keeper, "explained": explained, "weighed": weighed}
