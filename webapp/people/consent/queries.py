"""What somebody allows, and how many allow what."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.people.consent.purposes import Purpose, purposes


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentStatus:
    """Where a person stands about one purpose. `outdated`: they said yes to other words, so it is off until they do."""

    purpose: Purpose
    on: bool
    outdated: bool = False
    channel: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentCounts:
    """How many people allow a purpose, refuse it, or said yes to words that have changed."""

    purpose: Purpose
    on: int
    refused: int
    outdated: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Consent:
    purpose: str
    version: str
    given: bool
    channel: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class _Count:
    purpose: str
    version: str
    given: bool
    people: int


def consents_of(person_id: int) -> list[ConsentStatus]:
    """Every purpose, and where this person stands."""
    found = {
        each.purpose: each
        for each in rows(
            _Consent, "SELECT purpose, version, given, channel, at FROM consent WHERE person_id = :p", p=person_id
        )
    }
    return [
        ConsentStatus(
            purpose=purpose,
            on=held.given and held.version == purpose.version,
            outdated=held.given and held.version != purpose.version,
            channel=held.channel,
            at=held.at,
        )
        if (held := found.get(purpose.key))
        else ConsentStatus(purpose=purpose, on=False)
        for purpose in purposes
    ]


def consent_counts() -> list[ConsentCounts]:
    """How many people stand where, by purpose."""
    found = rows(_Count, "SELECT purpose, version, given, count(*)::int AS people FROM consent GROUP BY 1, 2, 3")
    return [
        ConsentCounts(
            purpose=purpose,
            on=sum(each.people for each in mine if each.given and each.version == purpose.version),
            refused=sum(each.people for each in mine if not each.given),
            outdated=sum(each.people for each in mine if each.given and each.version != purpose.version),
        )
        for purpose in purposes
        for mine in [[each for each in found if each.purpose == purpose.key]]
    ]


def consent_condition(purpose: str, person_column: str) -> str:
    """The SQL condition that the person in this column allows a purpose, in its version of today."""
    version = purposes[purpose].version
    return (
        f"EXISTS (SELECT FROM consent WHERE consent.person_id = {person_column} AND consent.purpose = '{purpose}'"
        f" AND consent.given AND consent.version = '{version}')"
    )
