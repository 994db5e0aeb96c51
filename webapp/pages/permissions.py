"""What may be done here, and by which roles."""

from collections.abc import Mapping

from webapp.people.staff import EVERYONE

PERMISSIONS: Mapping[str, frozenset[str]] = {
    "dashboard": EVERYONE,
}
