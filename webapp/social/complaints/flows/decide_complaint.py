"""A colleague decides a complaint, with words that buyer and shopkeeper read."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people.staff import audit
from webapp.social import complaints, relationships
from webapp.social.complaints import ComplaintView, Deed, Doing, Party, Saying
from webapp.social.relationships import EventKind, Telling


def decide_complaint(staff_id: int, complaint_id: int, *, uphold: bool, words: str) -> ComplaintView:
    """Uphold or dismiss; an upheld one costs the shopkeeper trust with this buyer, a dismissed one says nothing.

    Raises NoSuchComplaint, ComplaintWordsNeeded, and ComplaintMoved when it is not with staff (any more).
    """
    words = complaints.checked_words(words)
    deed = Deed.UPHELD if uphold else Deed.DISMISSED
    with transaction():
        now = clock.now()
        found = complaints.lock_complaint(complaint_id)
        complaints.move(found, Doing(deed=deed, actor=f"staff:{staff_id}", at=now))
        complaints.add_message(found.id, Saying(party=Party.STAFF, words=words, at=now, deed=deed, staff_id=staff_id))
        if uphold and found.shopkeeper_id is not None:
            relationships.tell(
                Telling(
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
            words=words,
        )
        return complaints.complaint(complaint_id)
