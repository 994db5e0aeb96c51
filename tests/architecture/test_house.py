"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for p in (ROOT / "webapp").rglob("*.py"))
SHOP = [p for p in SOURCES if not {"sandbox", "local"} & set(p.relative_to(ROOT).parts)]
KERNEL_DB = ROOT / "webapp/kernel/db.py"


def calls_in(path: Path) -> set[str]:
    """Names of all methods a module calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [p for p in SHOP if {"domain", "flows"} & set(p.parts)], ids=name_of)
def test_only_the_kernel_commits(path: Path) -> None:
    assert path == KERNEL_DB or not calls_in(path) & {"commit", "rollback", "flush"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_can_be_held_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SHOP, ids=name_of)
def test_nobody_but_config_reads_the_environment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "os.environ" not in text
    assert "getenv" not in text


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    forbidden = re.compile("py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|/ro" + r"ot/|/wo" + r"rk/")
    found = [
        name
        for name in files
        if name.endswith((".py", ".md", ".toml", ".lock", ".html", ".css", ".js", ".txt", "Makefile", "run"))
        and "/vendor/" not in name
        and (ROOT / name).is_file()
        and forbidden.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_capability_is_imported_from_its_root() -> None:
    """Another capability's models are its own business."""
    wrong = []
    for path in (p for p in SHOP if {"domain", "flows", "faces", "jobs"} & set(p.parts)):
        for match in re.finditer(r"webapp\.domain\.(\w+)\.models", path.read_text(encoding="utf-8")):
            if f"domain/{match[1]}/" not in name_of(path) + "/":
                wrong.append(f"{name_of(path)}: {match[0]}")
    assert wrong == []
