"""The plain sale."""

from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.kernel.money import Money
from webapp.trade.scenes import scenes
from webapp.trade.scenes.protocol import Outcome

NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)


@dataclass
class Tin:
    price_fen: int = 9_900


def test_the_plain_scene_is_found_by_its_key() -> None:
    assert "plain" in scenes
    assert scenes["plain"].key == "plain"


def test_everybody_pays_the_shelf_price_whatever_the_quantity() -> None:
    plain = scenes["plain"]
    plain.may_buy(Tin(), 3, NOON)
    assert plain.price(Tin(), 1, NOON) == plain.price(Tin(), 20, NOON) == Money(9_900)


def test_a_paid_order_is_confirmed_at_once() -> None:
    assert scenes["plain"].on_paid(1, NOON) is Outcome.CONFIRM
