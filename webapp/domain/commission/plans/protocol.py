"""What every commission plan answers: purely, from what was promised on the order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from webapp.domain.orders import SoldOrder
from webapp.kernel.money import Money
from webapp.kernel.registry import Registry


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


class Plan(Protocol):
    """A way to reward selling."""

    key: str

    def rates(self, product_rate_bp: int) -> list[int]:
        """The rates per level an order remembers, direct seller first, in basis points."""
        ...

    def propose(self, order: SoldOrder) -> Iterator[Reward]:
        """Rewards for the lines that were promised under this plan; the guard has the last word."""
        ...


plans: Registry[Plan] = Registry("commission plan")
