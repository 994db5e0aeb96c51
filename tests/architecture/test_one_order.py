"""The written order holds everything that stands beside a layer, or beside a district of layers."""

import tomllib

import pytest
from grimp import ImportGraph

from tests.architecture.one_order import OneOrder, without_place
from tests.architecture.test_tables import ROOT

ORDER = {"shop.pages", "shop.trade.orders", "shop.trade.catalog", "shop.kernel"}


def house(*added: str) -> ImportGraph:
    """A house in order, and what is added to it."""
    graph = ImportGraph()
    for name in ("shop", "shop.trade", *ORDER, "shop.trade.orders.flows", *added):
        graph.add_module(name)
    return graph


def test_a_house_in_order_lacks_nothing() -> None:
    assert without_place(ORDER, house()) == set()


@pytest.mark.parametrize("added", ["shop.trade.refunds", "shop.growth", "shop.growth.tasks"])
def test_a_capability_and_a_district_without_a_place_are_named(added: str) -> None:
    names = added.split(".")
    packages = {".".join(names[:depth]) for depth in range(2, len(names) + 1)}
    (found,) = without_place(ORDER, house(*packages - {"shop.trade"}))
    assert found == ("shop.trade.refunds" if "trade" in added else "shop.growth")


def test_the_order_of_the_house_is_kept_by_this_contract() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert said["contract_types"] == [f"{OneOrder.type_name}: {OneOrder.__module__}.{OneOrder.__qualname__}"]
    assert [each["type"] for each in said["contracts"]].count(OneOrder.type_name) == 1
