"""Money is a type: whole fen (1/100 yuan), never a float; every rounding of the project happens here."""

from dataclasses import dataclass
from typing import Self

BASIS_POINTS = 10_000


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in fen; may be negative (a claw-back)."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"money is whole fen, not {type(self.fen).__name__}")

    def __add__(self, other: Self) -> Self:
        return type(self)(self.fen + other.fen)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.fen - other.fen)

    def __neg__(self) -> Self:
        return type(self)(-self.fen)

    def __mul__(self, times: int) -> Self:
        return type(self)(self.fen * times)

    def __bool__(self) -> bool:
        return self.fen != 0

    def share(self, basis_points: int) -> Self:
        """The part of this amount a rate gives, floored to the fen; the residue stays with the platform."""
        if type(basis_points) is not int:
            raise TypeError("a rate is whole basis points")
        return type(self)(self.fen * basis_points // BASIS_POINTS)

    def split(self, parts: int) -> list[Self]:
        """Divide without losing a fen; earlier parts take the remainder."""
        each, rest = divmod(self.fen, parts)
        return [type(self)(each + (i < rest)) for i in range(parts)]

    @property
    def yuan(self) -> str:
        """The amount as people read it: 1234567 fen → 12,345.67."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{sign}{yuan:,}.{fen:02d}"

    def __str__(self) -> str:
        return f"¥{self.yuan}"


def proportion(amount: Money, *, part: Money, whole: Money) -> Money:
    """The floored share of `amount` that `part` is of `whole`: cumulative claw-backs are exact at full refund.

    clawed(cumulative refund) = floor(amount · refunded / paid); post only the difference to what was clawed before.
    """
    if whole.fen <= 0 or not 0 <= part.fen <= whole.fen:
        raise ValueError("the part must lie within a positive whole")
    return Money(amount.fen * part.fen // whole.fen)
