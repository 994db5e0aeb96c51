"""Somebody wants to be forgotten, and says so in a word that nobody types by accident."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid, Refused
from webapp.kernel.facts import happened
from webapp.kernel.schema import metadata
from webapp.people import consent, identity
from webapp.people.consent import ConsentChannel, purposes
from webapp.people.privacy import ErasureRequested, ErasureView, erasures

CONFIRMATION_WORDS = ("注销", "erase")


class NotConfirmed(Invalid):
    """Type the word to confirm: 注销 or erase."""


class ShopStillOpen(Refused):
    """You have a shop. Ask our service to close it first; what it earned is paid out, and then you can be erased."""


def request_erasure(person_id: int, word: str, how: ConsentChannel) -> ErasureView:
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
            consent.withdraw(person_id, purpose.key, "erasure", now=now)
        request_id = erasures.add_request(person_id, how, erasures.open_obligations(metadata, person_id), now=now)
        happened(ErasureRequested(request_id=request_id))
        return erasures.lock_request(request_id)


def cancel_erasure(person_id: int) -> None:
    """Stay after all, while the erasure still waits; raises NothingToTakeBack."""
    with transaction():
        erasures.cancel_request(person_id)
