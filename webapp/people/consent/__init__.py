"""What people have agreed to: each purpose with its version, informed, given or withdrawn."""

from webapp.people.consent.purposes.protocol import purposes
from webapp.people.consent.queries import ConsentStatus, consent_condition, consent_counts, consents_of
from webapp.people.consent.service import (
    ConsentChannel,
    lock_consent,
    lock_consents,
    lock_refused,
    merge_consents,
    record_decision,
    record_default_consents,
)

__all__ = [
    "ConsentChannel",
    "ConsentStatus",
    "consent_condition",
    "consent_counts",
    "consents_of",
    "lock_consent",
    "lock_consents",
    "lock_refused",
    "merge_consents",
    "purposes",
    "record_decision",
    "record_default_consents",
]
