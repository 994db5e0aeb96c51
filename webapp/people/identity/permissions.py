"""What may be done here, and by which roles."""

from collections.abc import Mapping

from webapp.people.staff import EVERYONE

PERMISSIONS: Mapping[str, frozenset[str]] = {
    "shopkeepers.view": EVERYONE,
    "shopkeepers.suspend": frozenset({"admin", "operator"}),
    "shopkeepers.move": frozenset({"admin"}),
}
