"""Who works for the platform, what each role may do, and how many wrong guesses a login survives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import Conflict, Invalid, NotFound
from webapp.kernel.registry import merged, of_kind
from webapp.people.staff.kinds import ADMIN, ROLES
from webapp.people.staff.service import secrets

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


@cache
def roles_by_permission() -> Mapping[str, frozenset[str]]:
    """What may be done, and by which roles: what each capability's `permissions` says."""
    return merged(of_kind("permissions"), "PERMISSIONS", frozenset[str])


class LoginTaken(Conflict):
    """Somebody already uses this login."""


class BadStaff(Invalid):
    """A member of staff needs a login of 2 to 64 small letters, digits, dots or dashes, a name and a known role."""


class NoSuchStaff(NotFound):
    """Nobody of this login works here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember:
    """A colleague; `enrolled` once their authenticator has shown a right code."""

    id: int
    login: str
    name: str
    role: str
    session_epoch: int
    enrolled: bool
    disabled_at: datetime | None
    locked_until: datetime | None
    last_login_at: datetime | None
    created_at: datetime

    def may(self, permission: str) -> bool:
        """Whether this role is allowed to."""
        return self.role in roles_by_permission()[permission]


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """What a login attempt is checked against."""

    id: int
    password_hash: str
    totp_sealed: str
    enrolled: bool


_MEMBER = """SELECT id, login, name, role, session_epoch, totp_last_step > 0 AS enrolled, disabled_at, locked_until,
                    last_login_at, created_at FROM staff"""


def member(staff_id: int) -> StaffMember | None:
    """A colleague by id, disabled ones too."""
    return row(StaffMember, _MEMBER + " WHERE id = :id", id=staff_id)


def member_by_login(login: str) -> StaffMember:
    """A colleague by login; raises NoSuchStaff."""
    found = row(StaffMember, _MEMBER + " WHERE login = :login", login=login)
    if found is None:
        raise NoSuchStaff
    return found


def members() -> list[StaffMember]:
    """Everybody who works here or did."""
    return rows(StaffMember, _MEMBER + " ORDER BY disabled_at IS NOT NULL, login")


def add(login: str, name: str, *, role: str, password: str, totp_secret: str | None) -> StaffMember:
    """A new colleague. A TOTP secret given here counts as enrolled; otherwise the first login shows the QR code."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,63}", login) or not name.strip() or role not in ROLES:
        raise BadStaff
    made = row(
        int,
        """INSERT INTO staff (login, name, role, password_hash, totp_secret, totp_last_step, created_at)
           VALUES (:login, :name, :role, :hash, :totp, :step, :now) ON CONFLICT (login) DO NOTHING RETURNING id""",
        login=login,
        name=name.strip()[:64],
        role=role,
        hash=secrets.hash_password(login, password),
        totp=secrets.seal(totp_secret or secrets.new_totp_secret()),
        step=1 if totp_secret else 0,
        now=clock.now(),
    )
    if made is None:
        raise LoginTaken
    return member_by_login(login)


def count_login_attempt(login: str) -> Credentials | None:
    """Count an attempt before it is checked; None when the login is unknown, disabled or locked.

    Counting first and forgiving a right guess afterwards keeps parallel guesses within the same five.
    """
    now = clock.now()
    return row(
        Credentials,
        """UPDATE staff
           SET failed_logins = CASE WHEN locked_until IS NULL THEN failed_logins ELSE 0 END + 1,
               locked_until = CASE WHEN locked_until IS NULL AND failed_logins + 1 >= :most
                                   THEN CAST(:until AS timestamptz) END
           WHERE login = :login AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= :now)
           RETURNING id, password_hash, totp_secret AS totp_sealed, totp_last_step > 0 AS enrolled""",
        login=login,
        most=MAX_FAILURES,
        until=now + LOCKED_FOR,
        now=now,
    )


def accept(staff_id: int, *, step: int) -> bool:
    """Let someone in whose password and code were right; False when this code (or a later one) was used already."""
    return bool(
        execute(
            """UPDATE staff SET failed_logins = 0, locked_until = NULL, last_login_at = :now, totp_last_step = :step
               WHERE id = :id AND disabled_at IS NULL AND totp_last_step < :step""",
            id=staff_id,
            step=step,
            now=clock.now(),
        )
    )


def reset_failures(staff_id: int) -> None:
    """Forget wrong guesses: the password was right (the authenticator comes next)."""
    execute("UPDATE staff SET failed_logins = 0, locked_until = NULL WHERE id = :id", id=staff_id)


def totp_secret_of(staff_id: int) -> str:
    """The authenticator's secret in base32; only to enrol with, or to check a code."""
    sealed = row(str, "SELECT totp_secret FROM staff WHERE id = :id", id=staff_id)
    if sealed is None:
        raise NoSuchStaff
    return secrets.unseal(sealed)


def reset_totp(staff_id: int) -> None:
    """Throw the authenticator away: the next login enrols anew, and every session ends."""
    _change(
        "totp_secret = :totp, totp_last_step = 0, session_epoch = session_epoch + 1",
        staff_id,
        totp=secrets.seal(secrets.new_totp_secret()),
    )


def set_password(staff_id: int, password_hash: str) -> None:
    """Replace the password and end every session."""
    _change("password_hash = :hash, session_epoch = session_epoch + 1", staff_id, hash=password_hash)


def end_sessions(staff_id: int) -> None:
    """Log someone out everywhere."""
    _change("session_epoch = session_epoch + 1", staff_id)


def disable(staff_id: int) -> None:
    """Nobody logs in as them any more; every session ends."""
    _change("disabled_at = coalesce(disabled_at, :now), session_epoch = session_epoch + 1", staff_id, now=clock.now())


def enable(staff_id: int) -> None:
    """They work here again; a lock-out is forgotten too."""
    _change("disabled_at = NULL, failed_logins = 0, locked_until = NULL", staff_id)


def lock_admins() -> None:
    """Lock every admin, in the order of ids: two who disable each other at one moment take turns, so one remains."""
    execute("SELECT id FROM staff WHERE role = :admin ORDER BY id FOR UPDATE", admin=ADMIN)


def active_admins() -> int:
    """How many can still manage staff."""
    return row(int, "SELECT count(*) FROM staff WHERE role = :admin AND disabled_at IS NULL", admin=ADMIN) or 0


def _change(assignments: str, staff_id: int, **values: Any) -> None:
    if not execute(f"UPDATE staff SET {assignments} WHERE id = :id", id=staff_id, **values):  # noqa: S608 - constants
        raise NoSuchStaff
