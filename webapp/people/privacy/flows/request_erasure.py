"""Somebody wants to be forgotten, and says so in a word that nobody types by accident."""

from webapp.journeys.erase_person import open_obligations
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid, Refused
from webapp.kernel.jobs import enqueue
from webapp.people import identity
from webapp.people.consent import ConsentChannel, purposes
from webapp.people.consent.flows.decide_consent import withdraw_consent_within
from webapp.people.privacy import ErasureView, erasures

CONFIRMATION_WORDS = ("注销", "erase")


class NotConfirmed(Invalid):
    """Type the word to confirm: 注销 or erase."""


class ShopStillOpen(Refused):
    """You have a shop. Ask our service to close it first; what it earned is paid out, and then you can be erased."""


def request_erasure(person_id: int, word: str, channel: ConsentChannel) -> ErasureView:
    """Ask to be erased; a job does it as soon as nothing is under way. Asking again is the same request.

    Every optional purpose ends at once. Raises NotConfirmed, ShopStillOpen.
    """
    if word.strip().lower() not in CONFIRMATION_WORDS:
        raise NotConfirmed
    with transaction():
        shop, now = identity.shopkeeper_of(person_id), clock.now()
        if shop is not None and shop.active:
            raise ShopStillOpen
        for purpose in purposes:
            withdraw_consent_within(person_id, purpose.key, "erasure", now=now)
        request_id = erasures.add_request(person_id, channel, open_obligations(person_id), now=now)
        enqueue("erase_person", lock=f"erasure:{request_id}", request_id=request_id)
        return erasures.lock_request(request_id)


def cancel_erasure(person_id: int) -> None:
    """Stay after all, while the erasure still waits; raises NothingToTakeBack."""
    with transaction():
        erasures.cancel_request(person_id)
