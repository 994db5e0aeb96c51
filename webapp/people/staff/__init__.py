"""Who works here: accounts with a password and an authenticator, roles, and the log of what they did."""

from webapp.people.staff.kinds import EVERYONE, ROLES
from webapp.people.staff.service import accounts, audit, secrets
from webapp.people.staff.service.accounts import StaffMember, roles_by_permission
from webapp.people.staff.service.secrets import MIN_PASSWORD_LENGTH

__all__ = [
    "EVERYONE",
    "MIN_PASSWORD_LENGTH",
    "ROLES",
    "StaffMember",
    "accounts",
    "audit",
    "roles_by_permission",
    "secrets",
]
