"""Invitations to open a shop, and the record of every attempt to join the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.settings import settings
from webapp.kernel.signing import Purpose, TokenSigner, new_reference


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A shopkeeper's offer to join below them."""

    id: int
    inviter_id: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BindAttempt:
    """One attempt to join the chain and what became of it."""

    id: int
    person_id: int
    inviter_id: int | None
    outcome: str
    reason: str
    decided_at: datetime


@lru_cache(maxsize=8)
def _signer(keys: Sequence[str]) -> TokenSigner:
    return TokenSigner(keys, Purpose.INVITE)


def make_invitation(inviter_id: int) -> tuple[str, datetime]:
    """A signed token and when it ends."""
    ref, now = new_reference(), clock.now()
    until = now + timedelta(seconds=settings().invitation_seconds)
    execute(
        """INSERT INTO invitation (ref, inviter_id, created_at, expires_at) VALUES (:ref, :inviter, :now, :until)""",
        ref=ref,
        inviter=inviter_id,
        now=now,
        until=until,
    )
    return _signer(settings().secret_keys).sign(ref), until


def read_invitation(token: str) -> Invitation:
    """What a genuine token offers; raises ForgedToken and NotFound. Expired ones are told, not hidden."""
    found = row(
        Invitation,
        "SELECT id, inviter_id, created_at, expires_at, revoked_at FROM invitation WHERE ref = :ref",
        ref=_signer(settings().secret_keys).read(token),
    )
    if found is None:
        raise NotFound
    return found


def record_bind(person_id: int, inviter_id: int | None, outcome: str, reason: str) -> None:
    """Write down an attempt to join the chain: bound, kept or refused, and why."""
    execute(
        """INSERT INTO bind_decision (person_id, inviter_id, outcome, reason, decided_at)
           VALUES (:person, :inviter, :outcome, :reason, :now)""",
        person=person_id,
        inviter=inviter_id,
        outcome=outcome,
        reason=reason,
        now=clock.now(),
    )


def bind_attempts(person_id: int, *, most: int = 50) -> list[BindAttempt]:
    """A person's attempts to join the chain, newest first: the answer to "why am I not under …?"."""
    return rows(
        BindAttempt,
        """SELECT id, person_id, inviter_id, outcome, reason, decided_at FROM bind_decision
           WHERE person_id = :person ORDER BY id DESC LIMIT :most""",
        person=person_id,
        most=most,
    )
