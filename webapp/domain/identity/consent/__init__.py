"""Consent: what people's data may be used for, asked once, told once, taken back with one tap.

Whoever uses data for a purpose asks here at the place of use; what orders and payments need is not asked for.
"""

from webapp.domain.identity.consent.purposes import Purpose, purposes
from webapp.domain.identity.consent.queries import Standing, Tally, consents_of, in_force, tallies
from webapp.domain.identity.consent.service import (
    How,
    NoSuchPurpose,
    decide,
    hold,
    hold_all,
    inform,
    join,
    lock_refused,
)

__all__ = [
    "How",
    "NoSuchPurpose",
    "Purpose",
    "Standing",
    "Tally",
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
