"""What consumers contest about their own record, and how staff decides it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import paging
from webapp.kernel.errors import DomainError, Invalid
from webapp.people.identity import cards
from webapp.social.relationships import objections as contested
from webapp.social.relationships.flows.decide_objection import MAX_TEXT_LENGTH, decide_objection
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import redirect_done, redirect_refused

PAGE = 50


class AnswerNeeded(Invalid):
    """Write an answer of 1 to 500 characters."""


@admin.get("/contests")
@needs("contests.view")
def objections() -> str:
    """What waits, oldest first."""
    key = paging.decode(request.args.get("cursor"), int)
    found = contested.open_objections(int(key[0]) if key else None, PAGE + 1)
    page = paging.page(found, PAGE, lambda each: (each.id,))
    keepers = cards([each.shopkeeper_id for each in page.items])
    return render_template(
        "social/relationships/admin/contests.html", found=page, keepers=keepers, most=MAX_TEXT_LENGTH
    )


@admin.post("/contests/<int:contest_id>")
@needs("contests.decide")
def objection_decision(contest_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with an answer the consumer reads."""
    uphold, answer = request.form.get("decision") == "uphold", request.form.get("answer", "").strip()
    try:
        if not 1 <= len(answer) <= MAX_TEXT_LENGTH:
            raise AnswerNeeded
        decide_objection(me().id, contest_id, uphold=uphold, answer=answer)
    except DomainError as error:
        return redirect_refused(error, "objections")
    return (
        redirect_done("objections.upheld", "objections")
        if uphold
        else redirect_done("objections.dismissed", "objections")
    )
