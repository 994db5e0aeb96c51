"""What the guard judges, and by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.kernel.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Reward:
    """What a plan would give one shopkeeper for one line; level 1 is the direct seller."""

    line_id: int
    beneficiary_id: int
    level: int
    plan: str
    base: Money
    rate_bp: int

    @property
    def amount(self) -> Money:
        """The floored share of the base; what is left of a fen stays with the platform."""
        return self.base.share(self.rate_bp)


@dataclass(frozen=True, kw_only=True, slots=True)
class PromisedLine:
    """What one line of a sale promised: the base of its rewards, and the rate of each level in basis points."""

    base: Money
    rates_bp: Sequence[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class PromisedSale:
    """A sale as it was promised: its lines by id, its chain from the founder down to the seller, and who bought.

    `buyer_shopkeeper_id` is None when the buyer has no shop.
    """

    chain: Sequence[int]
    buyer_shopkeeper_id: int | None
    lines: Mapping[int, PromisedLine]
