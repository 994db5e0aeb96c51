"""Mini-program logins: a bearer token of 256 random bits, of which only the hash is kept, revocable at once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel import clock
from webapp.kernel.db import execute, row
from webapp.kernel.settings import settings
from webapp.people.identity.kinds import ShopkeeperStatus

_TOKEN_BYTES = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionUser:
    """Who a bearer token stands for."""

    person_id: int
    shopkeeper_id: int | None
    shopkeeper_active: bool
    language: str
    expires_at: datetime


def open_session(person_id: int, session_key: str) -> str:
    """Log a person in; the token is told once and cannot be read again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    now = clock.now()
    execute(
        """INSERT INTO api_session (token_hash, person_id, session_key, created_at, expires_at)
           VALUES (:hash, :person, :key, :now, :until)""",
        hash=_hash(token),
        person=person_id,
        key=session_key,
        now=now,
        until=now + timedelta(seconds=settings().session_seconds),
    )
    return token


def session_for(token: str) -> SessionUser | None:
    """Whose token this is, unless it is unknown, ended or too old."""
    return row(
        SessionUser,
        """SELECT api_session.person_id, shopkeeper.id AS shopkeeper_id,
                  coalesce(shopkeeper.status = :active, false) AS shopkeeper_active,
                  person.language, api_session.expires_at
           FROM api_session JOIN person ON person.id = api_session.person_id
           LEFT JOIN shopkeeper ON shopkeeper.person_id = person.id
           WHERE token_hash = :hash AND revoked_at IS NULL AND expires_at > :now AND erased_at IS NULL""",
        hash=_hash(token),
        now=clock.now(),
        active=ShopkeeperStatus.ACTIVE,
    )


def end_session(token: str) -> None:
    """Log out; WeChat's session_key goes with it."""
    execute(
        "UPDATE api_session SET revoked_at = :now, session_key = '' WHERE token_hash = :hash AND revoked_at IS NULL",
        hash=_hash(token),
        now=clock.now(),
    )


def end_sessions_of(person_id: int) -> int:
    """Log a person out everywhere; returns how many sessions ended."""
    return execute(
        "UPDATE api_session SET revoked_at = :now, session_key = '' WHERE person_id = :person AND revoked_at IS NULL",
        person=person_id,
        now=clock.now(),
    )


def purge_sessions(older_than: timedelta) -> int:
    """Delete sessions that ended or expired long ago; returns how many."""
    return execute(
        "DELETE FROM api_session WHERE coalesce(revoked_at, expires_at) < :limit", limit=clock.now() - older_than
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
