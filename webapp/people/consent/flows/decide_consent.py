"""Somebody says yes or no to a purpose, with one tap each; a no also ends what was collected before."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import consent
from webapp.people.consent import ConsentChannel, ConsentStatus


def give_consent(person_id: int, purpose: str, how: ConsentChannel) -> list[ConsentStatus]:
    """A yes to the purpose as it is worded now; repeating changes nothing. Raises NoSuchPurpose."""
    with transaction():
        consent.give(person_id, purpose, how, now=clock.now())
        return consent.consents_of(person_id)


def withdraw_consent(person_id: int, purpose: str, how: ConsentChannel) -> list[ConsentStatus]:
    """A no, as easy as the yes; what was collected is deleted by a job. Raises NoSuchPurpose."""
    with transaction():
        consent.withdraw(person_id, purpose, how, now=clock.now())
        return consent.consents_of(person_id)
