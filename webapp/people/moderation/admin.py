"""Public words that wait for a colleague, and what was decided lately, so that a mistake is seen."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.identity.flows.reopen_text import reopen_text
from webapp.people.moderation import TextKind
from webapp.people.moderation.flows.moderate_text import MAX_REASON_LENGTH, moderate_text
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import redirect_done, redirect_refused, render_page

KINDS = [each.value for each in TextKind]


@admin.get("/texts")
@needs("texts.view")
def texts() -> str:
    """What waits, oldest first."""
    found = identity_staff_queries.waiting_texts(kind=_kind(), cursor=request.args.get("cursor"))
    return render_page("people/moderation/admin/texts", found=found, kinds=KINDS, most=MAX_REASON_LENGTH)


@admin.get("/texts/decided")
@needs("texts.view")
def decided_texts() -> str:
    """What was refused and what colleagues showed, newest first."""
    found = identity_staff_queries.decided_texts(kind=_kind(), cursor=request.args.get("cursor"))
    return render_page("people/moderation/admin/texts_decided", found=found, kinds=KINDS)


@admin.post("/texts/<int:text_id>")
@needs("texts.moderate")
def moderate(text_id: int) -> ResponseReturnValue:
    """Show a text, or refuse it with a reason the author reads."""
    shown, kind = request.form.get("decision") == "show", request.form.get("kind") or None
    try:
        moderate_text(me().id, text_id, shown=shown, reason=request.form.get("reason", ""))
    except DomainError as error:
        return redirect_refused(error, "texts", kind=kind)
    return (
        redirect_done("texts.was_shown", "texts", kind=kind)
        if shown
        else redirect_done("texts.was_refused", "texts", kind=kind)
    )


@admin.post("/texts/<int:text_id>/reopening")
@needs("texts.moderate")
def reopen_text_check(text_id: int) -> ResponseReturnValue:
    """Put refused words back among those that wait."""
    try:
        reopen_text(me().id, text_id)
    except DomainError as error:
        return redirect_refused(error, "decided_texts")
    return redirect_done("texts.was_reopened", "decided_texts")


def _kind() -> TextKind | None:
    asked = request.args.get("kind", "")
    return TextKind(asked) if asked in set(TextKind) else None
