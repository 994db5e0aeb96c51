"""What may be done here, and by which roles."""

from collections.abc import Mapping

PERMISSIONS: Mapping[str, frozenset[str]] = {
    "privacy.view": frozenset({"admin", "operator", "auditor"}),
}
