"""What a shop can be."""

from enum import StrEnum


class ShopkeeperStatus(StrEnum):
    """Whether a shop sells: open, or closed by staff for now."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
