"""Something is wrong with an order: a form for each of its lines, then the thread with what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import redirect, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf

from webapp.kernel import clock
from webapp.kernel.errors import DomainError, Invalid
from webapp.kernel.settings import settings
from webapp.kernel.words import say
from webapp.social import complaints
from webapp.social.complaints import (
    AlreadyComplained,
    ComplaintFilter,
    ComplaintTextNeeded,
    ComplaintView,
    MessageView,
    NoSuchLine,
    UnknownComplaintKind,
    Viewer,
)
from webapp.social.complaints.flows.add_complaint_message import add_complaint_message
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.file_complaint import ComplaintInput, file_complaint
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.trade import orders
from webapp.trade.orders import OrderView
from webapp.web.forms import LinesField
from webapp.web.share.blueprint import share
from webapp.web.share.forms import ShareForm
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form

# An order has at most twenty lines, each complained about at most once.
MAX_PER_ORDER = 20
DONE = ("filed", "message", "resolved", "escalated")
# What the form says at which of its fields.
_MISTAKES: dict[type[DomainError], tuple[str, str]] = {
    ComplaintTextNeeded: ("text", "my_complaint.bad_words"),
    UnknownComplaintKind: ("kind", "my_complaint.bad_kind"),
    NoSuchLine: ("line", "my_complaint.bad_line"),
}
_TEXT = {"required": True}


class MessageForm(ShareForm):
    """Words for the thread."""

    text = LinesField("my_complaint.add", description="my_complaint.words_hint", render_kw=_TEXT | {"rows": 3})


class ResolutionForm(ShareForm):
    """How it ended without a decision; nothing else is taken for either."""

    outcome = HiddenField(validators=[AnyOf(("solved", "withdrawn"))])


class ComplaintForm(ShareForm):
    """Which line of the order, what kind of trouble, and what happened."""

    line = StringField("my_complaint.line")
    kind = StringField("my_complaint.kind")
    text = LinesField("my_complaint.words", description="my_complaint.words_hint", render_kw=_TEXT | {"rows": 5})


@dataclass(frozen=True, slots=True)
class Thread:
    """One complaint of the order, what was said, and whether the buyer may ask for a decision."""

    complaint: ComplaintView
    messages: list[MessageView]
    may_escalate: bool


@share.get("/orders/<no>/complaint")
@buyer_required
def complaint(no: str) -> ResponseReturnValue:
    """How the complaints about this order stand, and a form for what is not complained about yet."""
    done = request.args.get("done", "")
    return _page(orders.order_for(buyer(), no), done=done if done in DONE else "")


@share.post("/orders/<no>/complaint")
@buyer_required
def complain(no: str) -> ResponseReturnValue:
    """Say what is wrong; what is missing is said at its field."""
    require_own_form()
    form = ComplaintForm()
    wish = ComplaintInput(
        order_no=no, sku_code=form.line.data or "", kind=form.kind.data or "", text=form.text.data or ""
    )
    try:
        file_complaint(buyer(), wish)
    except AlreadyComplained:
        return _page(orders.order_for(buyer(), no), already=True, status=409)
    except tuple(_MISTAKES) as mistake:
        name, words = _MISTAKES[type(mistake)]
        form.refuse(name, form.phrase(words))
        return _page(orders.order_for(buyer(), no), form=form, status=422)
    return redirect(f"/orders/{no}/complaint?done=filed", 303)


@share.post("/orders/<no>/complaint/<int:complaint_id>/messages")
@buyer_required
def add_message(no: str, complaint_id: int) -> ResponseReturnValue:
    """Add words to the thread."""
    require_own_form()
    form = MessageForm(id_prefix=str(complaint_id))
    try:
        add_complaint_message(Viewer(buyer()), complaint_id, form.text.data or "")
    except ComplaintTextNeeded:
        form.refuse("text", form.phrase("my_complaint.bad_words"))
        return _page(orders.order_for(buyer(), no), sent={complaint_id: form}, status=422)
    return redirect(f"/orders/{no}/complaint?done=message", 303)


@share.post("/orders/<no>/complaint/<int:complaint_id>/resolution")
@buyer_required
def resolution(no: str, complaint_id: int) -> ResponseReturnValue:
    """It is solved, or taken back."""
    require_own_form()
    form = ResolutionForm()
    if not form.validate():
        raise Invalid
    resolve_complaint(buyer(), complaint_id, withdrawn=form.outcome.data == "withdrawn")
    return redirect(f"/orders/{no}/complaint?done=resolved", 303)


@share.post("/orders/<no>/complaint/<int:complaint_id>/escalation")
@buyer_required
def escalate(no: str, complaint_id: int) -> ResponseReturnValue:
    """The answer does not settle it."""
    require_own_form()
    escalate_complaint(buyer(), complaint_id)
    return redirect(f"/orders/{no}/complaint?done=escalated", 303)


def _page(
    order: OrderView, *, status: int = 200, sent: Mapping[int, MessageForm] | None = None, **more: object
) -> ResponseReturnValue:
    chosen = language()
    threads = _threads(order)
    about = {each.complaint.sku_code for each in threads}
    until = _until(order)
    return render(
        "social/complaints/share/complaint.html",
        status=status,
        here=f"/orders/{order.no}/complaint",
        message_forms=_message_forms(threads, sent),
        resolution_form=ResolutionForm(formdata=None),
        order=order,
        threads=threads,
        left=[line for line in order.lines if line.sku_code not in about],
        until=until,
        in_time=until is None or clock.now() <= until,
        kinds=[(kind.value, say(f"complaint.kind.{kind}", chosen)) for kind in complaints.ComplaintKind],
        states={state.value: say(f"complaint.state.{state}", chosen) for state in complaints.ComplaintState},
        next_words=lambda state: say(f"complaint.next.{state}.{complaints.Party.BUYER}", chosen),
        hours=settings().complaint_answer_seconds // 3600,
        days=settings().complaint_seconds // 86_400,
        **{"form": ComplaintForm(formdata=None), "already": False, "done": "", **more},
    )


def _message_forms(threads: list[Thread], sent: Mapping[int, MessageForm] | None) -> dict[int, MessageForm]:
    """A form below each thread, empty but for the one that was sent."""
    ids = [each.complaint.id for each in threads]
    return {each: MessageForm(formdata=None, id_prefix=str(each)) for each in ids} | dict(sent or {})


def _threads(order: OrderView) -> list[Thread]:
    found = complaints.complaints_of(order.buyer_id, ComplaintFilter(order_no=order.no), limit=MAX_PER_ORDER).items
    said = complaints.messages_of([each.id for each in found])
    return [
        Thread(
            each,
            [message for message in said if message.complaint_id == each.id],
            complaints.may_escalate(each.state, each.answered_at),
        )
        for each in found
    ]


def _until(order: OrderView) -> datetime | None:
    allowed = timedelta(seconds=settings().complaint_seconds)
    return complaints.complaint_deadline(order.received_at, order.refunded_at, allowed)
