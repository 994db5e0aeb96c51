"""A flow is one sentence and calls no other. Journeys run several, one after another, each in its own transaction."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))
FLOWS = [path for path in SOURCES if path.parent.name == "flows" or path.name == "flows.py"]
JOURNEYS = [path for path in SOURCES if path.parent.name == "journeys"]
# Who may not even know that there are flows: what flows stand on.
BELOW = ("service", "queries", "staff_queries", "rules", "facts", "kinds", "models", "purposes", "plans", "scenes")


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def is_below(path: Path) -> bool:
    parts = module_of(path).split(".")
    return len(parts) > 3 and parts[3] in BELOW


def imported(tree: ast.AST) -> Iterator[str]:
    """Everything a module imports, by its full name; what is imported from a package is named with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def flows_imported(source: str) -> list[str]:
    return [name for name in imported(ast.parse(source)) if "flows" in name.split(".")]


def journeys_imported(source: str) -> list[str]:
    return [name for name in imported(ast.parse(source)) if name.startswith("webapp.journeys")]


def names_of_flows(tree: ast.Module) -> set[str]:
    """What a module calls the flows, and the journeys that may run them, which it imports."""
    return {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for each in node.names
        if "flows" in node.module.split(".") or node.module.startswith("webapp.journeys")
    }


def flows_called_in_a_transaction(source: str) -> list[str]:
    """Calls of flows inside a `with transaction()` of the caller, also by way of functions of the same module."""
    tree = ast.parse(source)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    flows = names_of_flows(tree)
    found: list[str] = []
    seen: set[str] = set()

    def follow(node: ast.AST) -> None:
        for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
            name = ast.unparse(call.func).partition(".")[0]
            if name in flows:
                found.append(name)
            if name in functions and name not in seen:
                seen.add(name)
                follow(functions[name])

    for block in (each for each in ast.walk(tree) if isinstance(each, ast.With)):
        if any("transaction(" in ast.unparse(item.context_expr) for item in block.items):
            for statement in block.body:
                follow(statement)
    return found


def test_there_is_something_to_look_at() -> None:
    """A rule whose pattern matches nothing would be worse than none."""
    assert len(FLOWS) > 50
    assert len(JOURNEYS) > 5
    assert sum(map(is_below, SOURCES)) > 50


@pytest.mark.parametrize("path", FLOWS, ids=module_of)
def test_a_flow_knows_no_other_flow(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert flows_imported(source) + journeys_imported(source) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if is_below(path)], ids=module_of)
def test_what_flows_stand_on_knows_no_flow(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert flows_imported(source) + journeys_imported(source) == []


@pytest.mark.parametrize("path", JOURNEYS, ids=module_of)
def test_a_journey_runs_flows_outside_its_own_transaction(path: Path) -> None:
    assert flows_called_in_a_transaction(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from webapp.trade.payments.flows.close_order import cancel_order",
        "from webapp.trade.payments.flows import close_order",
        "from webapp.trade.payments import flows",
        "import webapp.trade.payments.flows.close_order as closing",
        "def late():\n    from webapp.trade.payments.flows.close_order import cancel_order",
    ],
)
def test_a_planted_import_of_a_flow_is_found(planted: str) -> None:
    assert flows_imported(planted)
    assert not flows_imported("from webapp.trade import payments\nfrom webapp.trade.payments import cash_flows")


def test_a_planted_journey_inside_a_transaction_is_found() -> None:
    imports = "from webapp.referral.visits.flows.ingest_visits import ingest_visits\n"
    inside = "def f():\n    with transaction():\n        _g()\ndef _g():\n    ingest_visits()\n"
    by_module = "from webapp.referral.visits.flows import ingest_visits\nwith transaction():\n    ingest_visits.run()\n"
    outside = "def f():\n    ingest_visits()\n    with transaction():\n        _g()\ndef _g():\n    pass\n"
    assert flows_called_in_a_transaction(imports + inside) == ["ingest_visits"]
    assert flows_called_in_a_transaction(by_module) == ["ingest_visits"]
    assert flows_called_in_a_transaction(imports + outside) == []
