"""The table of consequences is whole, names what there is, and is printed as it stands."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask

from webapp.cli.consequences import document
from webapp.journeys.consequences import CONSEQUENCES
from webapp.kernel.facts import Fact, Within
from webapp.kernel.registry import of_kind

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))


def kinds_of_facts() -> set[type[Fact]]:
    """Every kind of fact that a capability can say."""
    found = [getattr(module, name) for module in of_kind("facts") for name in vars(module)]
    return {each for each in found if isinstance(each, type) and issubclass(each, Fact) and each is not Fact}


def handlers() -> Iterator[Any]:
    return (each.handler for row in CONSEQUENCES for each in row.consequences if isinstance(each, Within))


def test_the_table_in_the_docs_is_the_one_in_force() -> None:
    written = (ROOT / "docs/consequences.md").read_text(encoding="utf-8")
    assert written == document(), 'make shop ARGS="consequences" > docs/consequences.md'


def test_the_command_prints_the_table(app: APIFlask) -> None:
    result = app.test_cli_runner().invoke(args=["consequences"])
    assert (result.exit_code, result.output) == (0, document())


def test_every_kind_of_fact_has_a_row_and_every_row_a_kind_that_a_capability_says() -> None:
    assert {row.fact for row in CONSEQUENCES} == kinds_of_facts()


@pytest.mark.parametrize("fact", [row.fact for row in CONSEQUENCES], ids=lambda fact: fact.__name__)
def test_what_has_a_row_is_said_somewhere(fact: type[Fact]) -> None:
    said = [
        path for path in SOURCES if f"{fact.__name__}(" in (text := path.read_text("utf-8")) and "happened(" in text
    ]
    assert [path for path in said if path.name != "facts.py"]


def test_a_handler_is_a_verb_a_capability_offers_from_its_root() -> None:
    """Never a flow, and never something hidden: a table is read by its names."""
    for handler in handlers():
        parts = handler.__module__.split(".")
        assert not {"flows", "journeys"} & set(parts)
        assert getattr(importlib.import_module(".".join(parts[:3])), handler.__name__) is handler


def test_every_row_says_why() -> None:
    assert all(each.why for row in CONSEQUENCES for each in row.consequences)
