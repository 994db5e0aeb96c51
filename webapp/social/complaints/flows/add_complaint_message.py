"""Somebody writes in a complaint's thread: the shopkeeper answers, the buyer asks again, a colleague asks or tells."""

from datetime import timedelta

from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings
from webapp.social import complaints
from webapp.social.complaints import ComplaintAction, ComplaintView, MessageDraft, Party, Transition, Viewer

MAX_PER_HOUR = 60
HOUR = 3_600


def add_complaint_message(viewer: Viewer, complaint_id: int, text: str) -> ComplaintView:
    """Add words of its buyer or its shopkeeper; raises NoSuchComplaint, ComplaintClosed, ComplaintWordsNeeded.

    Beyond what people write in an hour, over all their complaints, raises TooMany.
    """
    text = complaints.checked_text(text)
    ratelimit.count(f"complaint:{viewer.person_id}", most=MAX_PER_HOUR, seconds=HOUR)
    with transaction():
        found, party = complaints.lock_complaint_for_viewer(viewer, complaint_id)
        _say(found, party, text, actor=_actor(found, party))
        return complaints.complaint(complaint_id)


def add_staff_message(staff_id: int, complaint_id: int, text: str) -> ComplaintView:
    """Add a colleague's words, once it is with staff; raises NotWithStaff, ComplaintClosed, ComplaintWordsNeeded."""
    text = complaints.checked_text(text)
    with transaction():
        found = complaints.lock_complaint(complaint_id)
        _say(found, Party.STAFF, text, actor=f"staff:{staff_id}")
        return complaints.complaint(complaint_id)


def _say(found: ComplaintView, party: Party, text: str, *, actor: str) -> None:
    now = clock.now()
    action = complaints.action_of_message(found.state, party)
    staff_id = int(actor.partition(":")[2]) if party is Party.STAFF else None
    complaints.add_message(found.id, MessageDraft(party=party, text=text, at=now, action=action, staff_id=staff_id))
    if action is not None:
        answer_time = timedelta(seconds=settings().complaint_answer_seconds)
        due_at = now + answer_time if action is ComplaintAction.ASKED_AGAIN else None
        complaints.apply_transition(found, Transition(action=action, actor=actor, at=now, answer_due_at=due_at))


def _actor(found: ComplaintView, party: Party) -> str:
    return f"person:{found.person_id}" if party is Party.BUYER else f"shopkeeper:{found.shopkeeper_id}"
