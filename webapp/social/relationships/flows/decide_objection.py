"""Staff decide what a consumer contested, with an answer the consumer reads."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.people import consent
from webapp.people.staff import audit
from webapp.social import relationships
from webapp.social.relationships import ObjectionView, objections

MAX_TEXT_LENGTH = 500


class AnswerNeeded(Invalid):
    """Write an answer of 1 to 500 characters."""


def decide_objection(staff_id: int, objection_id: int, *, uphold: bool, answer: str) -> ObjectionView:
    """Uphold: the event no longer counts and the pair is derived anew. Raises AnswerNeeded, AlreadyDecided.

    Who says no to being remembered meanwhile is forgotten after the decision, with what it says of them.
    """
    answer = answer.strip()
    if not 1 <= len(answer) <= MAX_TEXT_LENGTH:
        raise AnswerNeeded
    with transaction():
        now = clock.now()
        consent.lock_consents([objections.objection(objection_id).person_id], [relationships.PURPOSE])
        found = objections.lock_objection(objection_id)
        objections.close_objection(objection_id, upheld=uphold, answer=answer, staff_id=staff_id, now=now)
        if uphold:
            relationships.void_event(
                found.event_id, found.shopkeeper_id, found.person_id, f"objection:{objection_id}", now=now
            )
        audit.record(
            staff_id,
            "contest.uphold" if uphold else "contest.dismiss",
            f"contest:{objection_id}",
            event=found.event_id,
            kind=found.kind.key,
            answer=answer,
        )
        return objections.objection(objection_id)
