"""What consumers contest about their own record, and how staff decides it."""

from flask.typing import ResponseReturnValue
from wtforms import RadioField

from webapp.kernel import paging
from webapp.people.identity import cards
from webapp.social.relationships import ObjectionView, open_objections
from webapp.social.relationships.flows.decide_objection import MAX_TEXT_LENGTH, decide_objection
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.forms import AdminForm, RowForms, carry_out
from webapp.web.admin.lists import AdminList, Column, register_list, show_list
from webapp.web.admin.rendering import t
from webapp.web.forms import Bounded, LinesField, options

PAGE = 50


class ObjectionForm(AdminForm):
    """What the consumer reads, and what is decided."""

    answer = LinesField(
        "objections.answer",
        [Bounded("error.answer_needed", least=1, most=MAX_TEXT_LENGTH)],
        description="objections.answer_hint",
        render_kw={"rows": 3},
    )
    decision = RadioField(
        "", choices=options(("uphold", "dismiss"), "objections."), invalid_choice_message="frame.press_one"
    )


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
    beside=lambda found: {
        "keepers": cards([each.shopkeeper_id for each in found.items]),
        "forms": RowForms(ObjectionForm),
    },
    cells="social/relationships/admin/_objection_cards.html",
    layout="cards",
    is_oldest_first=True,
)
register_list(OBJECTIONS, group="care", place=20)


@admin.post("/objections/<int:objection_id>")
@needs("objections.decide")
def objection_decision(objection_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with an answer the consumer reads."""
    forms = RowForms(ObjectionForm, objection_id)
    form = forms.of(objection_id)
    uphold = form.decision.data == "uphold"
    return carry_out(
        form,
        lambda: decide_objection(me().id, objection_id, uphold=uphold, answer=form.answer.data),
        again=lambda: show_list(OBJECTIONS, forms=forms),
        done="objections.upheld" if uphold else "objections.dismissed",
        endpoint="objections",
    )
