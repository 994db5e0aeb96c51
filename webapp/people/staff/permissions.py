"""What may be done here, and by which roles."""

from collections.abc import Mapping

from webapp.people.staff.kinds import EVERYONE

PERMISSIONS: Mapping[str, frozenset[str]] = {
    "jobs.view": frozenset({"admin", "operator", "auditor"}),
    "jobs.retry": frozenset({"admin", "operator"}),
    "audit.view": frozenset({"admin", "auditor"}),
    "staff.view": frozenset({"admin", "auditor"}),
    "staff.manage": frozenset({"admin"}),
    "self": EVERYONE,
}
