"""Whose a sale can be."""

from enum import StrEnum


class Outcome(StrEnum):
    """Whom an attribution credits."""

    CREDITED = "credited"
    PLATFORM = "platform"
    """No shopkeeper earns."""
