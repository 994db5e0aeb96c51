"""A person is forgotten: nothing that names them is left, and what the law wants kept stays under a number."""

from webapp.kernel import clock, data_subject
from webapp.kernel.db import transaction
from webapp.kernel.schema import metadata
from webapp.people.privacy import ErasureState, ErasureView, erasures
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import questions

BATCH = 100


def erase_person(request_id: int) -> bool:
    """Erase whoever asked for it, once nothing of theirs is under way; False while it waits.

    All tables in one transaction, so it happens or it does not; cut off or repeated, it does no harm.
    """
    # What this machine still holds in a file is in the database first, and erased there.
    ingest_visits()
    with transaction():
        request, now = erasures.lock_request(request_id), clock.now()
        if request.state is ErasureState.CANCELLED:
            return False
        erasures.lock_person(request.person_id)
        if blocked_by := erasures.open_obligations(metadata, request.person_id):
            erasures.record_blockers(request_id, blocked_by, now=now)
            return False
        erasures.finish(request, _erase(request), now=now)
        erasures.mark_erased(request.person_id, now=now)
        return True


def process_erasures() -> int:
    """Look again at every erasure that waits; and an hour after each, sweep up what arrived late. Returns how many."""
    return sum(erase_person(each) for each in erasures.due_requests(clock.now(), limit=BATCH))


def _erase(request: ErasureView) -> dict[str, int]:
    erasures.allow_audit_redaction()
    questions.reopen_answered_with(request.person_id)
    touched = {
        each.name: data_subject.erase(each, request.person_id) for each in data_subject.personal_tables(metadata)
    }
    return {name: count for name, count in touched.items() if count}
