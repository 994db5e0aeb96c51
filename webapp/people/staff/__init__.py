"""Who works here: accounts with a password and an authenticator, roles, and the log of what they did."""

from webapp.people.staff.service import accounts, audit, secrets
from webapp.people.staff.service.accounts import PERMISSIONS, ROLES, StaffMember
from webapp.people.staff.service.secrets import MIN_PASSWORD_LENGTH

__all__ = [
    "MIN_PASSWORD_LENGTH",
    "PERMISSIONS",
    "ROLES",
    "StaffMember",
    "accounts",
    "audit",
    "secrets",
]
