"""Who works here: accounts with a password and an authenticator, roles, and the log of what they did."""

from webapp.people.staff.service import accounts, audit, secrets
from webapp.people.staff.service.accounts import PERMISSIONS, ROLES, StaffMember

__all__ = [
    "PERMISSIONS",
    "ROLES",
    "StaffMember",
    "accounts",
    "audit",
    "secrets",
]
