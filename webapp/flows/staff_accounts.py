"""Colleagues come, go, and lose their phones."""

from webapp.domain.identity import audit, staff, staff_secrets
from webapp.domain.identity.staff import StaffMember
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Forbidden, Refused
from webapp.kernel.settings import settings


class LastAdmin(Refused):
    """Somebody must remain who can manage staff."""


class NotYourself(Refused):
    """Nobody disables themselves; ask another admin."""


class WrongPassword(Refused):
    """The present password is not right; nothing was changed."""


def create_staff(login: str, name: str, role: str, password: str, totp_secret: str | None = None) -> StaffMember:
    """A colleague made from the command line; a TOTP secret given here is used at once, without enrolment."""
    with transaction():
        made = staff.add(login, name, role=role, password=password, totp_secret=totp_secret)
        audit.record(None, "staff_created", f"staff:{made.id}", login=login, role=role)
    return made


def hire(by: StaffMember, login: str, *, name: str, role: str, password: str) -> StaffMember:
    """A colleague made by another; their first login shows the QR code."""
    with transaction():
        made = staff.add(login, name, role=role, password=password, totp_secret=None)
        audit.record(by.id, "staff_created", f"staff:{made.id}", login=login, role=role)
    return made


def disable_staff(by: StaffMember, login: str) -> None:
    """End somebody's access at once."""
    with transaction():
        staff.hold_admins()
        gone = staff.member_called(login)
        if gone.id == by.id:
            raise NotYourself
        staff.disable(gone.id)
        if staff.active_admins() == 0:
            raise LastAdmin
        audit.record(by.id, "staff_disabled", f"staff:{gone.id}", login=login)


def enable_staff(by: StaffMember, login: str) -> None:
    """Give access back, or end a lock-out."""
    with transaction():
        back = staff.member_called(login)
        staff.enable(back.id)
        audit.record(by.id, "staff_enabled", f"staff:{back.id}", login=login)


def reset_totp(login: str, *, by: StaffMember | None = None) -> None:
    """A lost phone: the next login enrols a new authenticator."""
    with transaction():
        someone = staff.member_called(login)
        staff.new_totp(someone.id)
        audit.record(by.id if by else None, "totp_reset", f"staff:{someone.id}", login=login)


def change_password(who: StaffMember, present: str, *, new: str) -> None:
    """Replace one's own password; every session ends, so the next step is to log in."""
    with transaction(durable=False):
        found = staff.take_attempt(who.login)
    if not staff_secrets.password_matches(found.password_hash if found else None, present):
        raise WrongPassword
    password_hash = staff_secrets.hash_password(who.login, new)
    with transaction():
        staff.forgive(who.id)
        staff.new_password(who.id, password_hash)
        audit.record(who.id, "password_changed", f"staff:{who.id}")


def current_code(login: str) -> str:
    """The code an authenticator would show now, for demo logins; refused in production."""
    if settings().production:
        raise Forbidden("codes come from the authenticator in production")
    someone = staff.member_called(login)
    return staff_secrets.code_at(staff.totp_secret_of(someone.id), at=clock.machine_now())
