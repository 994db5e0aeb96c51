"""What a share page may say of a shop, as others read it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Signals:
    """What a share page may honestly say about its shop; None where too little is known."""

    sales: int | None
    answer_seconds: int | None
    returns: int | None
    return_seconds: int | None
    satisfied_percent: int | None
