"""What consumers contest about their own record, and how staff decides it."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel import paging
from webapp.kernel.errors import DomainError, Invalid
from webapp.people.identity import cards
from webapp.social.relationships import ObjectionView, open_objections
from webapp.social.relationships.flows.decide_objection import MAX_TEXT_LENGTH, decide_objection
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.lists import AdminList, Column, register_list
from webapp.web.admin.rendering import redirect_done, redirect_refused, t

PAGE = 50


class AnswerNeeded(Invalid):
    """Write an answer of 1 to 500 characters."""


def _open(*, cursor: str | None) -> paging.Page[ObjectionView]:
    """What waits, oldest first."""
    key = paging.decode(cursor, int)
    found = open_objections(int(key[0]) if key else None, PAGE + 1)
    return paging.page(found, PAGE, lambda each: (each.id,))


OBJECTIONS = AdminList(
    endpoint="objections",
    path="/objections",
    permission="objections.view",
    words="objections",
    columns=(
        Column(key="kind", label="objections.title", plain=lambda each: t(f"relationship.event.{each.kind.key}")),
        Column(key="text", label="objections.says"),
        Column(key="source", label="relationship.source"),
        Column(key="shopkeeper_id", label="orders.keeper"),
        Column(key="person_id", label="orders.buyer"),
        Column(key="created_at", label="relationship.at", cell="full"),
    ),
    query=_open,
    beside=lambda found: {"keepers": cards([each.shopkeeper_id for each in found.items]), "most": MAX_TEXT_LENGTH},
    cells="social/relationships/admin/_objection_cards.html",
    layout="cards",
    is_oldest_first=True,
)
register_list(OBJECTIONS, group="care", place=20)


@admin.post("/objections/<int:objection_id>")
@needs("objections.decide")
def objection_decision(objection_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with an answer the consumer reads."""
    uphold, answer = request.form.get("decision") == "uphold", request.form.get("answer", "").strip()
    try:
        if not 1 <= len(answer) <= MAX_TEXT_LENGTH:
            raise AnswerNeeded
        decide_objection(me().id, objection_id, uphold=uphold, answer=answer)
    except DomainError as error:
        return redirect_refused(error, "objections")
    return (
        redirect_done("objections.upheld", "objections")
        if uphold
        else redirect_done("objections.dismissed", "objections")
    )
