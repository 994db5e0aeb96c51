"""What buyers complain about: those that wait longest first, and one with its thread, its cost and its decision."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import DomainError
from webapp.social import complaints as complained
from webapp.social import relationships
from webapp.social.complaints import MAX_TEXT_LENGTH, ComplaintState, ComplaintView
from webapp.social.complaints.flows.add_complaint_message import add_staff_message
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.relationships import EventKind
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import moment, redirect_done, redirect_refused, render_page, t

PAGE = 50


@admin.get("/complaints")
@needs("complaints.view")
def complaints() -> str:
    """Complaints in one state, by default those that wait for a decision; oldest first."""
    given = request.args.get("state", "")
    state = ComplaintState(given) if given in set(ComplaintState) else ComplaintState.WITH_STAFF
    found = complained.complaints_in(state, cursor=request.args.get("cursor"), limit=PAGE)
    return render_page(
        "social/complaints/admin/complaints",
        found=found,
        state=state,
        counts=complained.count_by_state(),
        states=[ComplaintState.WITH_STAFF, *(each for each in ComplaintState if each is not ComplaintState.WITH_STAFF)],
    )


@admin.get("/complaints/<int:complaint_id>")
@needs("complaints.view")
def complaint(complaint_id: int) -> str:
    """One complaint: what was said and done, and what upholding it would cost the pair."""
    found = complained.complaint(complaint_id)
    return render_template(
        "social/complaints/admin/complaint.html",
        complaint=found,
        thread=complained.messages_of([complaint_id]),
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
        decide_complaint(me().id, complaint_id, uphold=uphold, words=request.form.get("words", ""))
    except DomainError as error:
        return redirect_refused(error, "complaint", complaint_id=complaint_id)
    words = "complaints.upheld" if uphold else "complaints.dismissed"
    return redirect_done(words, "complaint", complaint_id=complaint_id)


@admin.post("/complaints/<int:complaint_id>/messages")
@needs("complaints.decide")
def complaint_message(complaint_id: int) -> ResponseReturnValue:
    """Ask or tell both sides something before deciding."""
    try:
        add_staff_message(me().id, complaint_id, request.form.get("words", ""))
    except DomainError as error:
        return redirect_refused(error, "complaint", complaint_id=complaint_id)
    return redirect_done("complaints.written", "complaint", complaint_id=complaint_id)


def _history(complaint_id: int) -> list[dict[str, str]]:
    return [
        {
            "label": t(f"complaint.action.{step.deed.value}"),
            "state": "done",
            "at": moment(step.at, "second"),
            "iso": step.at.isoformat(),
            "note": step.staff_name,
        }
        for step in complained.history_of(complaint_id)
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
