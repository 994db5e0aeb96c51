"""A buyer complains about one line of an order they paid."""

from dataclasses import dataclass
from datetime import timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings
from webapp.social import complaints
from webapp.social.complaints import ComplaintAction, ComplaintView, MessageDraft, Party


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintInput:
    """Which line of which order, what it is about, and the buyer's words."""

    order_no: str
    sku_code: str
    kind: str
    text: str


def file_complaint(buyer_id: int, wish: ComplaintInput) -> ComplaintView:
    """Write it down for the shopkeeper to answer, or at once for staff when nobody is credited with the order.

    Raises OrderNotFound, NoSuchLine, NotPaidFor, TooLateToComplain, AlreadyComplained, ComplaintWordsNeeded,
    UnknownComplaintKind.
    """
    kind, text = complaints.checked_kind(wish.kind), complaints.checked_text(wish.text)
    with transaction():
        now = clock.now()
        line = complaints.bought_line(buyer_id, wish.order_no, wish.sku_code)
        complaints.check_may_complain(line, now, timedelta(seconds=settings().complaint_seconds))
        due_at = now + timedelta(seconds=settings().complaint_answer_seconds)
        made = complaints.add_complaint(buyer_id, line, kind=kind, now=now, answer_due_at=due_at)
        complaints.add_message(made, MessageDraft(party=Party.BUYER, text=text, at=now, action=ComplaintAction.FILED))
        return complaints.complaint_for(buyer_id, made)
