"""A dependency that is declared is used: what nobody imports is a claim, not a library."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What the shop needs without importing it, each with the place that needs it.
PROGRAMS = {
    "granian": "started by webapp/local and by production",
    "tzdata": "the zones of zoneinfo where the system has none",
}


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [plain(re.split(r"[\[<>=]", each)[0]) for each in project["dependencies"]]


def plain(name: str) -> str:
    """A distribution's name as all its spellings mean it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The distributions whose packages the product imports."""
    files = [ROOT / "config.py", ROOT / "wsgi.py", ROOT / "migrations/env.py", *(ROOT / "webapp").rglob("*.py")]
    names = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {each.name.split(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    known = packages_distributions()
    return {plain(distribution) for name in names for distribution in known.get(name, [])}


@pytest.mark.parametrize("name", declared())
def test_a_declared_dependency_is_used(name: str) -> None:
    assert name in imported() or name in PROGRAMS, f"{name} is declared in pyproject.toml and imported nowhere"


def test_what_nobody_imports_is_noticed() -> None:
    assert "left-pad" not in imported()


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs/adr/0006-libraries.md").read_text(encoding="utf-8").lower()
    assert [name for name in declared() if name not in reasons] == []
