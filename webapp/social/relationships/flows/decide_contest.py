"""Staff decide what a consumer contested, with an answer the consumer reads."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.people import consent
from webapp.people.staff import audit
from webapp.social import relationships
from webapp.social.relationships import ContestView, contests

MOST_WORDS = 500


def decide(staff_id: int, contest_id: int, *, uphold: bool, answer: str) -> ContestView:
    """Uphold: the event no longer counts and the pair is derived anew. Raises AlreadyDecided.

    Who says no to being remembered meanwhile is forgotten after the decision, with what it says of them.
    """
    answer = answer.strip()
    if not 1 <= len(answer) <= MOST_WORDS:
        raise Invalid(f"Answer in 1 to {MOST_WORDS} characters.")
    with transaction():
        now = clock.now()
        consent.hold_all([contests.contest(contest_id).person_id], [relationships.PURPOSE])
        found = contests.lock_contest(contest_id)
        contests.close_contest(contest_id, upheld=uphold, answer=answer, staff_id=staff_id, now=now)
        if uphold:
            relationships.strike(found.event_id, found.shopkeeper_id, found.person_id, f"contest:{contest_id}", now=now)
        audit.record(
            staff_id,
            "contest.uphold" if uphold else "contest.dismiss",
            f"contest:{contest_id}",
            event=found.event_id,
            kind=found.kind.word,
            answer=answer,
        )
        return contests.contest(contest_id)
