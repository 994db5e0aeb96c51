"""Public words that wait for a colleague, and what was decided lately, so that a mistake is seen."""

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField

from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.identity.flows.reopen_text import reopen_text
from webapp.people.moderation import TextKind, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice
from webapp.web.admin.forms import AdminForm, RowForms, carry_out, perform
from webapp.web.admin.lists import Action, AdminList, Column, register_list, show_list, worded
from webapp.web.forms import options, stripped

KINDS = [each.value for each in TextKind]
_REASON = {"autocomplete": "off", "required": True}


class ModerationForm(AdminForm):
    """Whether a text is shown, and why when it is not; the domain says when a reason is missing."""

    reason = StringField("texts.reason", [], [stripped], render_kw=_REASON)
    decision = RadioField("", choices=options(("show", "refuse"), "texts."), invalid_choice_message="frame.press_one")


KIND = Choice(name="kind", label="texts.kind", options=KINDS, words="text.kind.", parse=TextKind)
_WRITTEN = (
    Column(key="text", label="texts.words", cell="own", css="said-cell", is_heading=True),
    Column(key="kind", label="texts.kind", is_shown=False, plain=worded("text.kind.", "kind")),
)
_ABOUT = (
    Column(key="author_id", label="texts.author", cell="own"),
    Column(key="label", label="texts.found", cell="own"),
)
TEXTS = AdminList(
    endpoint="texts",
    path="/texts",
    permission="texts.view",
    words="texts.waiting",
    title="texts.title",
    columns=(*_WRITTEN, *_ABOUT, Column(key="created_at", label="texts.at", cell="full")),
    filters=(KIND,),
    query=identity_staff_queries.waiting_texts,
    around=lambda: {"note": "texts.note"},
    beside=lambda _: {"forms": RowForms(ModerationForm)},
    template="people/moderation/admin/texts.html",
    cells="people/moderation/admin/_text_cards.html",
    layout="cards",
    is_oldest_first=True,
)
register_list(TEXTS, group="care", place=10)
DECIDED = AdminList(
    endpoint="decided_texts",
    path="/texts/decided",
    permission="texts.view",
    words="texts.decided",
    title="texts.decided",
    columns=(
        *_WRITTEN,
        Column(key="state", label="texts.outcome", cell="own", plain=worded("text.state.", "state")),
        *_ABOUT,
        Column(key="moderator", label="texts.judge", cell="own"),
        Column(key="judged_at", label="texts.at", cell="full"),
    ),
    filters=(KIND,),
    query=identity_staff_queries.decided_texts,
    actions=(
        Action(
            endpoint="reopen_text_check",
            label="texts.reopen",
            permission="texts.moderate",
            arguments=lambda text: {"text_id": text.id},
            is_offered=lambda text: text.state is TextState.REFUSED,
        ),
    ),
    around=lambda: {"note": "texts.decided_note"},
    template="people/moderation/admin/texts.html",
    cells="people/moderation/admin/_decided_cells.html",
)
register_list(DECIDED)


@admin.post("/texts/<int:text_id>")
@needs("texts.moderate")
def moderate(text_id: int) -> ResponseReturnValue:
    """Show a text, or refuse it with a reason the author reads."""
    forms = RowForms(ModerationForm, text_id)
    form = forms.of(text_id)
    shown = form.decision.data == "show"
    return carry_out(
        form,
        lambda: moderate_text(me().id, text_id, shown=shown, reason=form.reason.data or ""),
        again=lambda: show_list(TEXTS, forms=forms),
        done="texts.was_shown" if shown else "texts.was_refused",
        endpoint="texts",
        kind=request.args.get("kind"),
    )


@admin.post("/texts/<int:text_id>/reopening")
@needs("texts.moderate")
def reopen_text_check(text_id: int) -> ResponseReturnValue:
    """Put refused words back among those that wait."""
    return perform(lambda: reopen_text(me().id, text_id), done="texts.was_reopened", endpoint="decided_texts")
