"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.kernel.registry import DISTRICTS

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for p in (ROOT / "webapp").rglob("*.py"))
SHOP = [p for p in SOURCES if not {"sandbox", "local"} & set(p.relative_to(ROOT).parts)]


def calls_in(tree: ast.AST) -> set[str]:
    """Names of all methods a module calls."""
    return {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


BUSINESS = [p for p in SHOP if {*DISTRICTS, "journeys"} & set(p.relative_to(ROOT).parts)]
ENDS = {"commit", "rollback", "flush"}


@pytest.mark.parametrize("path", BUSINESS, ids=name_of)
def test_only_the_kernel_commits(path: Path) -> None:
    assert not calls_in(ast.parse(path.read_text(encoding="utf-8"))) & ENDS


def test_a_commit_in_a_service_would_be_seen() -> None:
    assert len(BUSINESS) > 200
    assert calls_in(ast.parse("def pay():\n    session().commit()")) & ENDS


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


SHARE = [p for p in SHOP if "share" in p.relative_to(ROOT).with_suffix("").parts]


def fields_by_hand(source: str) -> list[str]:
    """Where a module takes what was sent from the request instead of from a form that says its mistakes."""
    taken = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute) and n.attr in ("form", "values")]
    return [ast.unparse(n) for n in taken if ast.unparse(n.value) == "request"]


@pytest.mark.parametrize("path", SHARE, ids=name_of)
def test_share_pages_read_fields_from_forms(path: Path) -> None:
    assert fields_by_hand(path.read_text(encoding="utf-8")) == []


def test_a_field_read_by_hand_would_be_seen() -> None:
    assert len(SHARE) > 20
    assert fields_by_hand('text = request.form.get("text", "")[:80]\nform.text.data') == ["request.form"]


INSIDE = re.compile(r"webapp\.(\w+)\.(\w+)\.models")


def foreign_models(path: Path, text: str) -> list[str]:
    """The models of other capabilities that a module names."""
    home = path.relative_to(ROOT).parts[1:3]
    return [match[0] for match in INSIDE.finditer(text) if (match[1], match[2]) != home]


@pytest.mark.parametrize("path", SHOP, ids=name_of)
def test_a_capability_is_imported_from_its_root(path: Path) -> None:
    """Another capability's models are its own business."""
    assert foreign_models(path, path.read_text(encoding="utf-8")) == []


def test_foreign_models_would_be_seen() -> None:
    text = "from webapp.trade.orders.models import Order\nfrom webapp.money.ledger.models import Entry"
    assert foreign_models(ROOT / "webapp/trade/orders/service.py", text) == ["webapp.money.ledger.models"]
    assert len(foreign_models(ROOT / "webapp/kernel/db.py", text)) == 2


def test_every_district_that_stands_has_its_contracts() -> None:
    """Capabilities are found in the districts of the registry; the contracts name each whole district."""
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    standing = [name for name in DISTRICTS if (ROOT / "webapp" / name).is_dir()]
    assert len(standing) >= 5
    assert [name for name in standing if f'"webapp.{name}.*"' not in contracts] == []


def test_no_field_for_words_is_cut_by_the_browser() -> None:
    """`maxlength` cuts what is pasted and says nothing; a code has as many digits as it has."""
    sources = [*SHOP, *(ROOT / "templates").rglob("*.html")]
    limited = [
        name_of(path) for path in sources if "maxlength=" in (text := path.read_text("utf-8")) or '"maxlength"' in text
    ]
    assert limited == ["webapp/people/staff/admin/forms.py"]


def test_whoever_asks_for_the_schema_may_be_imported_first() -> None:
    """The schema imports every capability, some of which ask for it: a circle that must not depend on who begins."""
    begun = subprocess.run(
        [sys.executable, "-c", "import webapp.journeys.erase_person"], cwd=ROOT, capture_output=True, text=True
    )
    assert begun.returncode == 0, begun.stderr


def test_no_capability_stands_outside_a_known_district() -> None:
    apart = {"kernel", "gateways", "web", "pages", "journeys", "sandbox", "local", "cli", "demo", "simulation"}
    found = {path.parent.name for path in (ROOT / "webapp").glob("*/__init__.py")} - {"webapp"}
    assert found <= {*DISTRICTS, *apart}
