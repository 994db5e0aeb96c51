"""What was collected for a purpose goes once its person has said no."""

from webapp.kernel import data_subject
from webapp.kernel.db import transaction
from webapp.kernel.schema import metadata
from webapp.people import consent
from webapp.people.privacy import erasures


def delete_purpose_data(person_id: int, purpose: str) -> int:
    """Delete what a purpose collected about somebody who said no to it; returns how many rows.

    Nothing new arrives meanwhile: whoever records asks under a lock. Who has said yes again keeps what there is.
    """
    with transaction():
        if not consent.lock_refused(person_id, purpose):
            return 0
        erasures.allow_audit_redaction()
        return data_subject.forget(metadata, purpose, person_id)
