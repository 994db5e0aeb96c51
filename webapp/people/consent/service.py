"""Yes and no: each decision is kept for good, and what stands now is one row for each purpose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from webapp.kernel.db import execute, row
from webapp.kernel.errors import NotFound
from webapp.kernel.facts import happened
from webapp.people.consent.facts import ConsentGiven, ConsentWithdrawn
from webapp.people.consent.purposes import purposes

ConsentChannel = Literal["login", "purchase", "mini", "h5", "erasure", "merged"]
_MERGED: ConsentChannel = "merged"


class NoSuchPurpose(NotFound):
    """There is no such purpose."""


_REMEMBER = """
INSERT INTO consent_decision (person_id, purpose, version, given, channel, at)
SELECT person_id, purpose, version, given, channel, at FROM decided
"""
_INFORM = f"""
WITH decided AS (
    INSERT INTO consent (person_id, purpose, version, given, channel, at)
    SELECT :person, purpose, version, true, :channel, :now
    FROM unnest(CAST(:purposes AS varchar[]), CAST(:versions AS varchar[])) AS told (purpose, version)
    ON CONFLICT (person_id, purpose) DO NOTHING RETURNING *
) {_REMEMBER}
"""  # noqa: S608 - no input
_DECIDE = f"""
WITH decided AS (
    INSERT INTO consent (person_id, purpose, version, given, channel, at)
    VALUES (:person, :purpose, :version, :given, :channel, :now)
    ON CONFLICT (person_id, purpose) DO UPDATE
    SET version = excluded.version, given = excluded.given, channel = excluded.channel, at = excluded.at,
        since = CASE WHEN excluded.given AND NOT consent.given THEN excluded.at ELSE consent.since END
    WHERE (consent.given, consent.version) IS DISTINCT FROM (excluded.given, excluded.version)
    RETURNING *
) {_REMEMBER}
"""  # noqa: S608 - no input
# Whoever said no as either of the two has said no.
_JOIN = f"""
WITH decided AS (
    INSERT INTO consent (person_id, purpose, version, given, channel, at, since)
    SELECT :kept, purpose, version, given, :channel, :now, since FROM consent WHERE person_id = :absorbed
    ON CONFLICT (person_id, purpose) DO UPDATE
    SET version = excluded.version, given = false, channel = excluded.channel, at = excluded.at
    WHERE consent.given AND NOT excluded.given
    RETURNING *
) {_REMEMBER}
"""  # noqa: S608 - no input


def record_default_consents(person_id: int, channel: ConsentChannel, *, now: datetime) -> None:
    """Somebody was told of the purposes that are on by informing; who has ever decided keeps what they decided."""
    told = [each for each in purposes if each.opt_out]
    execute(
        _INFORM,
        person=person_id,
        channel=channel,
        now=now,
        purposes=[each.key for each in told],
        versions=[each.version for each in told],
    )


def give(person_id: int, purpose: str, how: ConsentChannel, *, now: datetime) -> None:
    """Write down a yes to the purpose as it is worded now; repeating changes nothing. Raises NoSuchPurpose."""
    if _record_decision(person_id, purpose, how, given=True, now=now):
        happened(ConsentGiven(person_id=person_id, purpose=purpose, given_at=now))


def withdraw(person_id: int, purpose: str, how: ConsentChannel, *, now: datetime) -> None:
    """Write down a no; repeating changes nothing. Raises NoSuchPurpose."""
    if _record_decision(person_id, purpose, how, given=False, now=now):
        happened(ConsentWithdrawn(person_id=person_id, purpose=purpose))


def _record_decision(person_id: int, purpose: str, channel: ConsentChannel, *, given: bool, now: datetime) -> bool:
    """Write a yes or a no to the purpose as it is worded now; False when that stood already. Raises NoSuchPurpose."""
    if purpose not in purposes:
        raise NoSuchPurpose
    version = purposes[purpose].version
    return bool(
        execute(_DECIDE, person=person_id, purpose=purpose, version=version, given=given, channel=channel, now=now)
    )


def merge_consents(absorbed: int, kept: int, *, now: datetime) -> None:
    """Two people turned out to be one: what either refused stays refused."""
    execute(_JOIN, absorbed=absorbed, kept=kept, channel=_MERGED, now=now)
    execute("DELETE FROM consent WHERE person_id = :absorbed", absorbed=absorbed)


def lock_consent(person_id: int, purpose: str, *, at: datetime) -> bool:
    """Whether this person allows a purpose for what happened at a moment; a no waits for the open transaction.

    Without the lock, somebody could say no between the question and what is recorded because of the answer.
    """
    found = row(
        int,
        """SELECT 1 FROM consent WHERE person_id = :person AND purpose = :purpose AND given AND version = :version
           AND (since IS NULL OR since <= :at) FOR SHARE""",
        person=person_id,
        purpose=purpose,
        version=purposes[purpose].version,
        at=at,
    )
    return found is not None


def lock_consents(people: Sequence[int], purposes: Sequence[str]) -> None:
    """Whatever these people allow now stands until the open transaction ends: a no waits for it."""
    execute(
        """SELECT 1 FROM consent WHERE person_id = ANY(:people) AND purpose = ANY(:purposes)
           ORDER BY person_id, purpose FOR SHARE""",
        people=list(people),
        purposes=list(purposes),
    )


def lock_refused(person_id: int, purpose: str) -> bool:
    """Whether this person has said no to a purpose; a new yes waits for the open transaction."""
    given = row(
        bool,
        "SELECT given FROM consent WHERE person_id = :person AND purpose = :purpose FOR UPDATE",
        person=person_id,
        purpose=purpose,
    )
    return given is False
