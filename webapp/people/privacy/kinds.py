"""Where a request to be erased stands."""

from enum import StrEnum


class ErasureState(StrEnum):
    """Waiting for what is under way, done, or taken back."""

    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"
