"""The last unit, sixteen buyers: one gets it. Without the guard in the UPDATE, more would."""

import pytest
from apiflask import APIFlask

from tests.cast import Somebody, add_person, add_product, scalar
from tests.races.together import Pause, together, without
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.place_order import PlacedOrder
from webapp.kernel.db import execute, row, transaction
from webapp.trade.catalog import SoldOut
from webapp.trade.payments.flows.close_order import cancel_order

pytestmark = pytest.mark.race
BUYERS = 12


@pytest.mark.parametrize("units", [1, 5])
def test_as_many_orders_as_there_are_units(app: APIFlask, units: int) -> None:
    shelf = add_product("rare", stock=units)
    buyers = [add_person(f"Buyer{n}") for n in range(BUYERS)]
    got = together(app, BUYERS, lambda number: buying.order(buyers[number], shelf))
    assert sum(isinstance(each, PlacedOrder) for each in got) == units
    assert sum(isinstance(each, SoldOut) for each in got) == BUYERS - units
    assert scalar("SELECT on_hand - reserved FROM sku WHERE id = :id", id=shelf.sku_id) == 0
    assert scalar("SELECT count(*) FROM orders") == units


@pytest.mark.parametrize("guarded", [True, False], ids=["with its guard", "without it the last unit is sold twice"])
def test_the_guard_in_the_update_decides_the_race(app: APIFlask, guarded: bool) -> None:
    shelf = add_product("rare", stock=1)
    pause = Pause(BUYERS)

    def hold(_: int) -> bool:
        with transaction():
            seen = row(dict, "SELECT on_hand - reserved AS available FROM sku WHERE id = :id", id=shelf.sku_id)
            pause.wait()
            if seen is None or seen["available"] < 1:
                return False
            guard = " AND on_hand - reserved >= 1" if guarded else ""
            held = execute(
                f"UPDATE sku SET reserved = reserved + 1 WHERE id = :id{guard}",
                id=shelf.sku_id,
            )
            return bool(held)

    with without(
        "ALTER TABLE sku DROP CONSTRAINT sku_is_not_oversold",
        "ALTER TABLE sku ADD CONSTRAINT sku_is_not_oversold CHECK (on_hand >= reserved)",
    ):
        sold = sum(bool(each) for each in together(app, BUYERS, hold))
    assert (sold == 1) is guarded


def test_two_lines_in_opposite_order_do_not_lock_each_other_out(app: APIFlask, bo: Somebody, cy: Somebody) -> None:
    from dataclasses import replace

    from webapp.journeys.place_order import place_order

    shelf = add_product("tea", stock=100)
    forth = [(shelf.sku_code, 1), (shelf.other_sku_code, 1)]

    def buy(number: int) -> object:
        items = forth if number % 2 else forth[::-1]
        return place_order(replace(buying.wish(bo if number % 2 else cy, shelf), items=items))

    assert all(isinstance(each, PlacedOrder) for each in together(app, BUYERS, buy))


def test_stock_is_given_back_once_however_many_cancel(app: APIFlask, fake_wechat: FakeWechat, bo: Somebody) -> None:
    shelf = add_product("tea", stock=5)
    no = buying.order(bo, shelf, quantity=2).no
    together(app, 8, lambda _: cancel_order(bo.id, no))
    assert scalar("SELECT reserved FROM sku WHERE id = :id", id=shelf.sku_id) == 0
    assert scalar("SELECT count(*) FROM order_event WHERE event = 'cancelled'") == 1
