"""What buyers complain about: those that wait longest first, and one with its thread, its cost and its decision."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import DomainError
from webapp.kernel.paging import Page
from webapp.social import complaints as complaint_queries
from webapp.social import relationships
from webapp.social.complaints import MAX_TEXT_LENGTH, ComplaintState, ComplaintView
from webapp.social.complaints.flows.add_complaint_message import add_staff_message
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.relationships import EventKind
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Tabs
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import moment, named, redirect_done, redirect_refused, t

PAGE = 50


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
        Column(key="nickname", label="orders.buyer"),
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
    found = complaint_queries.complaint(complaint_id)
    return render_template(
        "social/complaints/admin/complaint.html",
        complaint=found,
        thread=complaint_queries.messages_of([complaint_id]),
        history=_history(complaint_id),
        foreseen=_foreseen(found),
        acquainted=_acquainted(found),
        most=MAX_TEXT_LENGTH,
    )


@admin.post("/complaints/<int:complaint_id>/decision")
@needs("complaints.decide")
def complaint_decision(complaint_id: int) -> ResponseReturnValue:
    """Uphold or dismiss, with words both sides read."""
    uphold = request.form.get("decision") == "uphold"
    try:
        decide_complaint(me().id, complaint_id, uphold=uphold, text=request.form.get("text", ""))
    except DomainError as error:
        return redirect_refused(error, "complaint", complaint_id=complaint_id)
    words = "complaints.upheld" if uphold else "complaints.dismissed"
    return redirect_done(words, "complaint", complaint_id=complaint_id)


@admin.post("/complaints/<int:complaint_id>/messages")
@needs("complaints.decide")
def complaint_message(complaint_id: int) -> ResponseReturnValue:
    """Ask or tell both sides something before deciding."""
    try:
        add_staff_message(me().id, complaint_id, request.form.get("text", ""))
    except DomainError as error:
        return redirect_refused(error, "complaint", complaint_id=complaint_id)
    return redirect_done("complaints.written", "complaint", complaint_id=complaint_id)


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
