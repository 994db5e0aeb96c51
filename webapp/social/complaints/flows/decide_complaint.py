"""A colleague decides a complaint, with words that buyer and shopkeeper read."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people.staff import audit
from webapp.social import complaints, relationships
from webapp.social.complaints import ComplaintAction, ComplaintView, MessageDraft, Party, Transition
from webapp.social.relationships import EventKind, EventReport


def decide_complaint(staff_id: int, complaint_id: int, *, uphold: bool, text: str) -> ComplaintView:
    """Uphold or dismiss; an upheld one costs the shopkeeper trust with this buyer, a dismissed one says nothing.

    Raises NoSuchComplaint, ComplaintWordsNeeded, and ComplaintMoved when it is not with staff (any more).
    """
    text = complaints.checked_text(text)
    action = ComplaintAction.UPHELD if uphold else ComplaintAction.DISMISSED
    with transaction():
        now = clock.now()
        found = complaints.lock_complaint(complaint_id)
        complaints.apply_transition(found, Transition(action=action, actor=f"staff:{staff_id}", at=now))
        complaints.add_message(
            found.id, MessageDraft(party=Party.STAFF, text=text, at=now, action=action, staff_id=staff_id)
        )
        if uphold and found.shopkeeper_id is not None:
            relationships.record_event(
                EventReport(
                    shopkeeper_id=found.shopkeeper_id,
                    person_id=found.person_id,
                    kind=EventKind.COMPLAINT_UPHELD,
                    source=f"complaint:{found.id}",
                    at=now,
                ),
                now=now,
            )
        audit.record(
            staff_id,
            "complaint.uphold" if uphold else "complaint.dismiss",
            f"complaint:{found.id}",
            order=found.order_no,
            kind=found.kind.value,
            words=text,
        )
        return complaints.complaint(complaint_id)
