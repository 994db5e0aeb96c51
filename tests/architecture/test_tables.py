"""SQL strings are imports too: a table is named by its owner and by what stands above it, and by nobody else."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "webapp"
APART = {"sandbox", "local"}
NAMED = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|USING|TRUNCATE|COPY)\s+(?:ONLY\s+|LATERAL\s+)?(?!LATERAL|ONLY)([a-z_]+)"
    r"((?:\s+(?:AS\s+)?[a-z]\w*)?(?:\s*,\s*[a-z_]+(?:\s+(?:AS\s+)?[a-z]\w*)?)*)"
)
LISTED = re.compile(r",\s*([a-z_]+)")


def layers() -> list[str]:
    """The written order of the house, lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    order = next(each for each in contracts if each["name"].startswith("One order"))["layers"]
    return [name for line in reversed(order) for name in line.split(" | ")]


ORDER = {name: place for place, name in enumerate(layers())}


def place_of(module: str) -> str | None:
    """The layer a module belongs to: its capability, or the folder it stands in; districts themselves have none."""
    parts = module.split(".")
    return next((name for depth in (3, 2) if (name := ".".join(parts[:depth])) in ORDER), None)


def sources() -> list[Path]:
    """The modules that have a place in the order; nothing but docstrings stands in the others."""
    every = [path for path in sorted(HOUSE.rglob("*.py")) if not APART & set(path.relative_to(HOUSE).parts)]
    return [path for path in every if place_of(module_of(path))]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def owners() -> dict[str, str]:
    """Table → the layer whose models declare it."""
    found = {}
    for path in sources():
        for name in re.findall(r'__tablename__ = "(\w+)"', path.read_text(encoding="utf-8")):
            found[name] = place_of(module_of(path)) or ""
    return found


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Every string of a module; the gaps of an f-string are empty."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def tables_in(sql: str) -> set[str]:
    """The tables a statement names, and whatever else stands where a table would."""
    found = set()
    for first, more in NAMED.findall(sql):
        found |= {first, *LISTED.findall(more)}
    return found


def misplaced(module: str, tree: ast.AST, owned: dict[str, str]) -> set[str]:
    """The tables that a module names though their owner stands above or beside it."""
    here = place_of(module) or ""
    named = {table for text in texts_in(tree) for table in tables_in(text)} & set(owned)
    return {table for table in named if owned[table] != here and ORDER[owned[table]] >= ORDER[here]}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_table_is_named_by_its_owner_and_from_above(path: Path) -> None:
    module = module_of(path)
    assert misplaced(module, ast.parse(path.read_text(encoding="utf-8")), owners()) == set()


@pytest.mark.parametrize(
    "statement",
    [
        'SQL = "SELECT 1 FROM orders"',
        'SQL = "SELECT 1 FROM person p, orders o"',
        'SQL = f"UPDATE orders SET {1}"',
        'table("x", where="EXISTS (SELECT FROM sku JOIN orders ON true)")',
    ],
)
def test_who_stands_below_orders_may_not_name_them(statement: str) -> None:
    assert misplaced("webapp.people.identity.models", ast.parse(statement), owners()) >= {"orders"}
    assert misplaced("webapp.kernel.privacy", ast.parse(statement), owners()) >= {"orders"}
    assert "orders" not in misplaced("webapp.pages.admin.orders", ast.parse(statement), owners())
