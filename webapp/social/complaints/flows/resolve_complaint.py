"""The buyer says that it is solved, or takes the complaint back."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import complaints
from webapp.social.complaints import ComplaintAction, ComplaintState, ComplaintView, Transition


def resolve_complaint(buyer_id: int, complaint_id: int, *, withdrawn: bool = False) -> ComplaintView:
    """Close one's own complaint without a decision; saying so again changes nothing.

    Raises NoSuchComplaint, and ComplaintMoved when a colleague decided first.
    """
    with transaction():
        found = complaints.lock_complaint_for(buyer_id, complaint_id)
        if found.state is not ComplaintState.RESOLVED:
            action = ComplaintAction.WITHDRAWN if withdrawn else ComplaintAction.SOLVED
            complaints.apply_transition(found, Transition(action=action, actor=f"person:{buyer_id}", at=clock.now()))
        return complaints.complaint_for(buyer_id, complaint_id)
