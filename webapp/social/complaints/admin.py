"""What buyers complain about: those that wait longest first, and one with its thread, its cost and its decision."""

from operator import attrgetter

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField

from webapp.kernel import clock
from webapp.kernel.paging import Page
from webapp.social import complaints as complaint_queries
from webapp.social import relationships
from webapp.social.complaints import MAX_TEXT_LENGTH, ComplaintState, ComplaintView
from webapp.social.complaints.flows.add_complaint_message import add_staff_message
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.relationships import EventKind
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Tabs
from webapp.web.admin.forms import AdminForm, carry_out
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import moment, named, t
from webapp.web.forms import Bounded, LinesField, options

PAGE = 50
_FITTING = Bounded("error.complaint_text_needed", least=1, most=MAX_TEXT_LENGTH)


class DecisionForm(AdminForm):
    """Words for both sides, and what is decided."""

    text = LinesField(
        "complaints.decide.words",
        [_FITTING],
        description="my_complaint.words_hint",
        render_kw={"rows": 4},
    )
    decision = RadioField(
        "", choices=options(("uphold", "dismiss"), "complaints."), invalid_choice_message="frame.press_one"
    )


class QuestionForm(AdminForm):
    """Words to both sides before a decision."""

    text = LinesField(
        "complaints.write.words",
        [_FITTING],
        description="my_complaint.words_hint",
        render_kw={"rows": 3},
    )


def _complaints(*, state: ComplaintState, cursor: str | None) -> Page[ComplaintView]:
    return complaint_queries.complaints_in(state, cursor=cursor, limit=PAGE)


STATES = Tabs(
    name="state",
    label="complaints.states",
    options=[ComplaintState.WITH_STAFF, *(each for each in ComplaintState if each is not ComplaintState.WITH_STAFF)],
    words="complaint.state.",
    parse=ComplaintState,
    counts=lambda: {str(state): many for state, many in complaint_queries.count_by_state().items()},
)
COMPLAINTS = AdminList(
    endpoint="complaints",
    path="/complaints",
    permission="complaints.view",
    words="complaints",
    columns=(
        Column(key="since", label="complaints.since", cell="minute"),
        Column(key="name", label="complaints.goods", cell="own", is_heading=True, plain=named),
        Column(key="kind", label="complaints.kind", cell="own", plain=worded("complaint.kind.", "kind")),
        Column(key="nickname", label="orders.buyer", cell="own", plain=attrgetter("nickname")),
        Column(key="shop_name", label="orders.keeper", cell="own"),
        Column(key="order_no", label="orders.no", cell="own"),
        Column(key="created_at", label="complaints.created", cell="minute"),
        Column(
            key="answer_due_at",
            label="complaints.due",
            cell="minute",
            is_shown=lambda: STATES.chosen == ComplaintState.OPEN,
        ),
    ),
    filters=(STATES,),
    query=_complaints,
    cells="social/complaints/admin/_complaint_cells.html",
    is_oldest_first=True,
)
register_list(COMPLAINTS, group="serving", place=10)


@admin.get("/complaints/<int:complaint_id>")
@needs("complaints.view")
def complaint(complaint_id: int) -> str:
    """One complaint: what was said and done, and what upholding it would cost the pair."""
    return _page(complaint_id)


def _page(complaint_id: int, *, decision: DecisionForm | None = None, question: QuestionForm | None = None) -> str:
    """The page with its forms, one of them perhaps as it was sent."""
    found = complaint_queries.complaint(complaint_id)
    return render_template(
        "social/complaints/admin/complaint.html",
        complaint=found,
        thread=complaint_queries.messages_of([complaint_id]),
        history=_history(complaint_id),
        foreseen=_foreseen(found),
        acquainted=_acquainted(found),
        decision=decision or DecisionForm(formdata=None),
        question=question or QuestionForm(formdata=None, id_prefix="question"),
    )


@admin.post("/complaints/<int:complaint_id>/decision")
@needs("complaints.decide")
def complaint_decision(complaint_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with words both sides read."""
    form = DecisionForm()
    uphold = form.decision.data == "uphold"
    return carry_out(
        form,
        lambda: decide_complaint(me().id, complaint_id, uphold=uphold, text=form.text.data),
        again=lambda: _page(complaint_id, decision=form),
        done="complaints.upheld" if uphold else "complaints.dismissed",
        endpoint="complaint",
        complaint_id=complaint_id,
    )


@admin.post("/complaints/<int:complaint_id>/messages")
@needs("complaints.decide")
def complaint_message(complaint_id: int) -> ResponseReturnValue:
    """Ask or tell both sides something before deciding."""
    form = QuestionForm(id_prefix="question")
    return carry_out(
        form,
        lambda: add_staff_message(me().id, complaint_id, form.text.data),
        again=lambda: _page(complaint_id, question=form),
        done="complaints.written",
        endpoint="complaint",
        complaint_id=complaint_id,
    )


def _history(complaint_id: int) -> list[dict[str, str]]:
    return [
        {
            "label": t(f"complaint.action.{step.action.value}"),
            "state": "done",
            "at": moment(step.at, "second"),
            "iso": step.at.isoformat(),
            "note": step.staff_name,
        }
        for step in complaint_queries.history_of(complaint_id)
    ]


def _foreseen(found: ComplaintView) -> relationships.TrustForecast | None:
    """Only where a decision is still to come and a relationship would pay for it."""
    if found.shopkeeper_id is None or not found.live:
        return None
    return relationships.forecast_event(
        found.shopkeeper_id, found.person_id, EventKind.COMPLAINT_UPHELD, now=clock.now()
    )


def _acquainted(found: ComplaintView) -> bool:
    """Whether the two have a relationship to look at; who has just bought for the first time may have none yet."""
    if found.shopkeeper_id is None:
        return False
    return bool(relationships.pairs_among(found.shopkeeper_id, [found.person_id], now=clock.now()))
