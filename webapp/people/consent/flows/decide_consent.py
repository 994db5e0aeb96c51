"""Somebody says yes or no to a purpose, with one tap each; a no also ends what was collected before."""

from datetime import datetime

from webapp.kernel import clock, data_subject
from webapp.kernel.db import transaction
from webapp.kernel.jobs import enqueue
from webapp.kernel.schema import metadata
from webapp.people import consent
from webapp.people.consent import ConsentChannel, ConsentStatus
from webapp.people.privacy import erasures
from webapp.social import relationships


def give_consent(person_id: int, purpose: str, channel: ConsentChannel) -> list[ConsentStatus]:
    """A yes to the purpose as it is worded now; repeating changes nothing. Raises NoSuchPurpose."""
    with transaction():
        now = clock.now()
        if (
            consent.record_decision(person_id, purpose, channel, given=True, now=now)
            and purpose == relationships.PURPOSE
        ):
            # Whoever was blocked before is still blocked.
            relationships.record_blocks_again(person_id, now=now)
        return consent.consents_of(person_id)


def withdraw_consent(person_id: int, purpose: str, channel: ConsentChannel) -> list[ConsentStatus]:
    """A no, as easy as the yes; what was collected is deleted by a job. Raises NoSuchPurpose."""
    with transaction():
        withdraw_consent_within(person_id, purpose, channel, now=clock.now())
        return consent.consents_of(person_id)


def withdraw_consent_within(person_id: int, purpose: str, channel: ConsentChannel, *, now: datetime) -> None:
    """The same inside an open transaction."""
    if consent.record_decision(person_id, purpose, channel, given=False, now=now):
        enqueue("delete_purpose_data", lock=f"purpose:{person_id}", person_id=person_id, purpose=purpose)


def delete_purpose_data(person_id: int, purpose: str) -> int:
    """Delete what a purpose collected about somebody who said no to it; returns how many rows.

    Nothing new arrives meanwhile: whoever records asks under a lock. Who has said yes again keeps what there is.
    """
    with transaction():
        if not consent.lock_refused(person_id, purpose):
            return 0
        erasures.allow_audit_redaction()
        return data_subject.forget(metadata, purpose, person_id)
