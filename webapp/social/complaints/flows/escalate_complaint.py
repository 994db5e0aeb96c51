"""The answer does not settle it: the buyer asks the platform to decide."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import complaints
from webapp.social.complaints import ComplaintAction, ComplaintState, ComplaintView, Transition


def escalate_complaint(buyer_id: int, complaint_id: int) -> ComplaintView:
    """Give one's own complaint to staff once the shopkeeper has answered; asking again changes nothing.

    Raises NoSuchComplaint, NotYetAnswered, and ComplaintMoved when it has come to its end.
    """
    with transaction():
        found = complaints.lock_complaint_for(buyer_id, complaint_id)
        if found.state is not ComplaintState.WITH_STAFF:
            complaints.check_escalation(found.state, found.answered_at)
            complaints.apply_transition(
                found, Transition(action=ComplaintAction.ESCALATED, actor=f"person:{buyer_id}", at=clock.now())
            )
        return complaints.complaint_for(buyer_id, complaint_id)
