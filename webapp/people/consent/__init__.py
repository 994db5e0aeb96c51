"""What people have agreed to: each purpose with its version, informed, given or withdrawn."""

from webapp.people.consent.facts import ConsentGiven, ConsentWithdrawn
from webapp.people.consent.purposes.protocol import purposes
from webapp.people.consent.queries import ConsentStatus, consent_condition, consent_counts, consents_of
from webapp.people.consent.service import (
    ConsentChannel,
    give,
    lock_consent,
    lock_consents,
    lock_refused,
    merge_consents,
    record_default_consents,
    withdraw,
)

__all__ = [
    "ConsentChannel",
    "ConsentGiven",
    "ConsentStatus",
    "ConsentWithdrawn",
    "consent_condition",
    "consent_counts",
    "consents_of",
    "give",
    "lock_consent",
    "lock_consents",
    "lock_refused",
    "merge_consents",
    "purposes",
    "record_default_consents",
    "withdraw",
]
