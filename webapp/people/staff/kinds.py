"""The roles of those who work for the platform."""

ROLES = ("admin", "operator", "finance", "auditor")
EVERYONE = frozenset(ROLES)
