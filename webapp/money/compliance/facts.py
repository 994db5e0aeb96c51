"""What the guard judges."""

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
