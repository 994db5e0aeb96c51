"""The roles of those who work for the platform."""

ADMIN = "admin"
ROLES = (ADMIN, "operator", "finance", "auditor")
EVERYONE = frozenset(ROLES)
