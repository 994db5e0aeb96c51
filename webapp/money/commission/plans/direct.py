"""The default plan: who sells earns the product's rate of what was paid; nobody earns by somebody else's sale."""

from collections.abc import Iterator

from webapp.kernel.money import Money
from webapp.money.commission.plans.protocol import plans
from webapp.money.compliance import Reward
from webapp.trade.orders import SoldOrder


@plans.register
class Direct:
    """One level: the shopkeeper the order is credited to."""

    key = "direct"

    def rates(self, product_rate_bp: int) -> list[int]:
        """The product's own rate, for the direct seller only."""
        return [product_rate_bp]

    def propose(self, order: SoldOrder) -> Iterator[Reward]:
        """A reward for each line, also of zero fen: a product without commission says so."""
        if order.shopkeeper_id is None:
            return
        for line in order.lines:
            if line.plan == self.key:
                yield Reward(
                    line_id=line.id,
                    beneficiary_id=order.shopkeeper_id,
                    level=1,
                    plan=self.key,
                    base=Money(line.commission_base_fen),
                    rate_bp=line.commission_rates_bp[0],
                )
