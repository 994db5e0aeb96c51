"""A consumer decides about a shopkeeper: no more pushes, or nothing at all any more; and takes it back at will."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity
from webapp.social import relationships
from webapp.social.relationships import (
    ContactPreference,
    EventKind,
    EventReport,
    OwnShop,
    contact_preferences_of,
    lock_contact_preference,
    save_contact_preference,
)

__all__ = [
    "ContactPreference",
    "OwnShop",
    "PreferenceChange",
    "block",
    "contact_preferences_of",
    "mute",
    "unblock",
    "unmute",
]

PreferenceChange = Callable[[int, int], ContactPreference]


def mute(person_id: int, shopkeeper_id: int) -> ContactPreference:
    """No more pushes from this shopkeeper; repeating changes nothing."""
    return _choose(person_id, shopkeeper_id, lambda choice, now: replace(choice, muted_at=choice.muted_at or now))


def unmute(person_id: int, shopkeeper_id: int) -> ContactPreference:
    """Pushes are welcome again; repeating changes nothing."""
    return _choose(person_id, shopkeeper_id, lambda choice, _: replace(choice, muted_at=None))


def block(person_id: int, shopkeeper_id: int) -> ContactPreference:
    """Trust falls to its lowest until it is taken back; repeating changes nothing."""
    return _choose(person_id, shopkeeper_id, lambda choice, now: replace(choice, blocked_at=choice.blocked_at or now))


def unblock(person_id: int, shopkeeper_id: int) -> ContactPreference:
    """What the events say counts again; repeating changes nothing."""
    return _choose(person_id, shopkeeper_id, lambda choice, _: replace(choice, blocked_at=None))


def _choose(
    person_id: int, shopkeeper_id: int, decide: Callable[[ContactPreference, datetime], ContactPreference]
) -> ContactPreference:
    with transaction():
        if identity.shopkeeper(shopkeeper_id).person_id == person_id:
            raise OwnShop
        before = lock_contact_preference(person_id, shopkeeper_id)
        # Asked only under the lock, so that of two decisions at once the later one is also told as the later one.
        now = clock.now()
        after = decide(before, now)
        if after != before:
            save_contact_preference(person_id, after)
        if bool(after.blocked_at) != bool(before.blocked_at):
            _tell(person_id, shopkeeper_id, EventKind.BLOCK if after.blocked_at else EventKind.UNBLOCK, now)
    return after


def _tell(person_id: int, shopkeeper_id: int, kind: EventKind, now: datetime) -> None:
    source = f"choice:{now.timestamp():.6f}"
    telling = EventReport(shopkeeper_id=shopkeeper_id, person_id=person_id, kind=kind, source=source, at=now)
    relationships.record_event(telling, now=now)
