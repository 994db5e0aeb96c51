"""What people have agreed to: each purpose with its version, informed, given or withdrawn."""

from webapp.people.consent.purposes.protocol import Purpose, purposes
from webapp.people.consent.queries import Standing, consents_of, in_force, tallies
from webapp.people.consent.service import How, NoSuchPurpose, decide, hold, hold_all, inform, join, lock_refused

__all__ = [
    "How",
    "NoSuchPurpose",
    "Purpose",
    "Standing",
    "consents_of",
    "decide",
    "hold",
    "hold_all",
    "in_force",
    "inform",
    "join",
    "lock_refused",
    "purposes",
    "tallies",
]
