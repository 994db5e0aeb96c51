"""What consumers contest about their own record, and how staff decides it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import paging
from webapp.kernel.errors import DomainError, Invalid
from webapp.people.identity import cards
from webapp.social.relationships import contests as contested
from webapp.social.relationships.flows.decide_contest import MOST_WORDS, decide
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.pages import done, undone

PAGE = 50


class AnswerNeeded(Invalid):
    """Write an answer of 1 to 500 characters."""


@admin.get("/contests")
@needs("contests.view")
def contests() -> str:
    """What waits, oldest first."""
    key = paging.decode(request.args.get("cursor"), int)
    found = contested.open_contests(int(key[0]) if key else None, PAGE + 1)
    page = paging.page(found, PAGE, lambda each: (each.id,))
    keepers = cards([each.shopkeeper_id for each in page.items])
    return render_template("social/relationships/admin/contests.html", found=page, keepers=keepers, most=MOST_WORDS)


@admin.post("/contests/<int:contest_id>")
@needs("contests.decide")
def decide_contest(contest_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with an answer the consumer reads."""
    uphold, answer = request.form.get("decision") == "uphold", request.form.get("answer", "").strip()
    try:
        if not 1 <= len(answer) <= MOST_WORDS:
            raise AnswerNeeded
        decide(me().id, contest_id, uphold=uphold, answer=answer)
    except DomainError as error:
        return undone(error, "contests")
    return done("contests.upheld", "contests") if uphold else done("contests.dismissed", "contests")
