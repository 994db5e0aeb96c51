"""A member of staff logs in: password, then a one-time code that is good once; every attempt is written down."""

from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.errors import Unauthenticated
from webapp.people.staff import StaffMember, accounts, audit, secrets


class LoginRefused(Unauthenticated):
    """The login, password or code is not right. After five failures a login rests for 15 minutes."""


def log_in(login: str, password: str, code: str, *, client: str) -> StaffMember:
    """Who logged in; not yet `enrolled` means that they must show a code of their authenticator first.

    Unknown, disabled, locked and mistaken all get the same answer after the same work. `client` is the address asking.
    """
    ratelimit.count(f"staff-login:{client}", most=30, seconds=300)
    with transaction(durable=False):
        found = accounts.count_login_attempt(login.strip().lower())
    right = secrets.password_matches(found.password_hash if found else None, password)
    if found is None or not right:
        return _refuse(found.id if found else None, "password")
    if not found.enrolled:
        return _known_but_not_enrolled(found.id)
    step = secrets.step_of(code, secrets.unseal(found.totp_sealed), at=clock.machine_now())
    if step is None or not _let_in(found.id, step):
        return _refuse(found.id, "code")
    return _present(found.id)


def enrol(staff_id: int, code: str) -> StaffMember:
    """Confirm a new authenticator with its first code, and let its owner in."""
    ratelimit.count(f"staff-enrol:{staff_id}", most=10, seconds=900)
    step = secrets.step_of(code, accounts.totp_secret_of(staff_id), at=clock.machine_now())
    if step is None:
        raise LoginRefused
    with transaction():
        if not accounts.accept(staff_id, step=step):
            raise LoginRefused
        audit.record(staff_id, "totp_enrolled", f"staff:{staff_id}")
    return _present(staff_id)


def log_out_everywhere(staff_id: int) -> None:
    """End every session of someone, this one too."""
    with transaction():
        accounts.end_sessions(staff_id)
        audit.record(staff_id, "logged_out_everywhere", f"staff:{staff_id}")


def _let_in(staff_id: int, step: int) -> bool:
    with transaction():
        accepted = accounts.accept(staff_id, step=step)
        if accepted:
            audit.record(staff_id, "logged_in", f"staff:{staff_id}")
    return accepted


def _known_but_not_enrolled(staff_id: int) -> StaffMember:
    with transaction():
        accounts.reset_failures(staff_id)
    return _present(staff_id)


def _refuse(staff_id: int | None, wrong: str) -> StaffMember:
    with transaction():
        audit.record(None, "login_refused", f"staff:{staff_id or 'unknown'}", wrong=wrong)
    raise LoginRefused


def _present(staff_id: int) -> StaffMember:
    found = accounts.member(staff_id)
    if found is None:
        raise LoginRefused
    return found
