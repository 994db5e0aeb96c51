"""Colleagues come, go, and lose their phones."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Forbidden, Refused
from webapp.kernel.settings import settings
from webapp.people.staff import StaffMember, accounts, audit, secrets


class LastAdmin(Refused):
    """Somebody must remain who can manage staff."""


class NotYourself(Refused):
    """Nobody disables themselves; ask another admin."""


class WrongPassword(Refused):
    """The present password is not right; nothing was changed."""


def create_staff(login: str, name: str, role: str, password: str, totp_secret: str | None = None) -> StaffMember:
    """A colleague made from the command line; a TOTP secret given here is used at once, without enrolment."""
    with transaction():
        made = accounts.add(login, name, role=role, password=password, totp_secret=totp_secret)
        audit.record(None, "staff_created", f"staff:{made.id}", login=login, role=role)
    return made


def hire(by: StaffMember, login: str, *, name: str, role: str, password: str) -> StaffMember:
    """A colleague made by another; their first login shows the QR code."""
    with transaction():
        made = accounts.add(login, name, role=role, password=password, totp_secret=None)
        audit.record(by.id, "staff_created", f"staff:{made.id}", login=login, role=role)
    return made


def disable_staff(by: StaffMember, login: str) -> None:
    """End somebody's access at once."""
    with transaction():
        accounts.lock_admins()
        gone = accounts.member_by_login(login)
        if gone.id == by.id:
            raise NotYourself
        accounts.disable(gone.id)
        if accounts.active_admins() == 0:
            raise LastAdmin
        audit.record(by.id, "staff_disabled", f"staff:{gone.id}", login=login)


def enable_staff(by: StaffMember, login: str) -> None:
    """Give access back, or end a lock-out."""
    with transaction():
        back = accounts.member_by_login(login)
        accounts.enable(back.id)
        audit.record(by.id, "staff_enabled", f"staff:{back.id}", login=login)


def reset_totp(login: str, *, by: StaffMember | None = None) -> None:
    """A lost phone: the next login enrols a new authenticator."""
    with transaction():
        someone = accounts.member_by_login(login)
        accounts.reset_totp(someone.id)
        audit.record(by.id if by else None, "totp_reset", f"staff:{someone.id}", login=login)


def change_password(who: StaffMember, present: str, *, new: str) -> None:
    """Replace one's own password; every session ends, so the next step is to log in."""
    with transaction(durable=False):
        found = accounts.count_login_attempt(who.login)
    if not secrets.password_matches(found.password_hash if found else None, present):
        raise WrongPassword
    password_hash = secrets.hash_password(who.login, new)
    with transaction():
        accounts.reset_failures(who.id)
        accounts.set_password(who.id, password_hash)
        audit.record(who.id, "password_changed", f"staff:{who.id}")


def current_code(login: str) -> str:
    """The code an authenticator would show now, for demo logins; refused in production."""
    if settings().production:
        raise Forbidden("codes come from the authenticator in production")
    someone = accounts.member_by_login(login)
    return secrets.code_at(accounts.totp_secret_of(someone.id), at=clock.machine_now())
