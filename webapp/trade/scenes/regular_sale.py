"""The plain sale: the shelf price, for everyone, as long as there is stock. A paid order is confirmed at once."""

from datetime import datetime

from webapp.kernel.money import Money
from webapp.trade.scenes.protocol import Outcome, Priced, scenes


@scenes.register
class RegularSale:
    """Sell at the shelf price."""

    key = "plain"

    def may_buy(self, sku: Priced, quantity: int, now: datetime) -> None:
        """Everybody may, at any time."""

    def price(self, sku: Priced, quantity: int, now: datetime) -> Money:
        """The shelf price, however many."""
        return Money(sku.price_fen)

    def on_paid(self, quantity: int, now: datetime) -> Outcome:
        """Nothing to wait for."""
        return Outcome.CONFIRM
