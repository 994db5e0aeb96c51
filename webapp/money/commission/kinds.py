"""Where a reward stands."""

from enum import StrEnum


class AccrualState(StrEnum):
    """Promised, earned for good, or gone: before it was payable, or after."""

    PENDING = "pending"
    PAYABLE = "payable"
    VOID = "void"
    CLAWED_BACK = "clawed_back"
