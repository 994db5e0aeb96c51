"""What every commission plan answers: purely, from what was promised on the order."""

from collections.abc import Iterator
from typing import Protocol

from webapp.kernel.registry import Registry
from webapp.money.compliance import Reward
from webapp.trade.orders import SoldOrder


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
