"""What every shopping scene answers. Scenes decide purely: values and the moment in, values out."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from webapp.kernel.money import Money
from webapp.kernel.registry import Registry


class Priced(Protocol):
    """Whatever has a shelf price."""

    @property
    def price_fen(self) -> int: ...


class Outcome(StrEnum):
    """What the flow does with an order that has just been paid."""

    CONFIRM = "confirm"
    WAIT = "wait"
    REFUND = "refund"


class Scene(Protocol):
    """A way to shop."""

    key: str

    def may_buy(self, sku: Priced, quantity: int, now: datetime) -> None:
        """Raise a Refused when this scene does not sell that now."""
        ...

    def price(self, sku: Priced, quantity: int, now: datetime) -> Money:
        """The price of one piece."""
        ...

    def on_paid(self, quantity: int, now: datetime) -> Outcome:
        """What becomes of a paid order."""
        ...


scenes: Registry[Scene] = Registry("scene")


def scene_of(key: str) -> Scene:
    """The scene of this key; one that is not sold by any more is the plain sale."""
    return scenes[key] if key in scenes else scenes["plain"]
