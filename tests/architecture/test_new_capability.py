"""A capability is one folder: the template in `new_capability` is laid over a copy of this checkout and is found.

Nothing that stands in the house already is edited for it but the written order, the table of consequences and the
glossary; every face has it, and every law looks at it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).parents[2]
TEMPLATE = Path(__file__).parent / "new_capability"
CAPABILITY = "thanks"
OWN = tuple(f"{place}/social/{CAPABILITY}/" for place in ("webapp", "templates", "tests"))
BY_HAND = {"pyproject.toml", "webapp/journeys/consequences.py", "docs/glossary.md"}
BY_COMMAND = {"docs/consequences.md", "docs/districts.svg", "docs/privacy.md"}
LAWS = (
    "tests/social/thanks",
    "tests/architecture/test_words.py",
    "tests/architecture/test_privacy.py",
    "tests/architecture/test_flows.py",
    "tests/architecture/test_house.py",
    "tests/architecture/test_glossary.py",
    "tests/architecture/test_statements.py",
    "tests/architecture/test_districts.py",
    "tests/journeys/test_consequences.py",
    "tests/people/privacy/test_admin.py::test_the_inventory_in_the_docs_is_the_one_in_the_models",
    "tests/privacy/test_export.py::test_every_table_has_words",
    "tests/privacy/test_export.py::test_words_are_of_what_is_held",
    "tests/web/api/test_openapi.py::test_it_is_openapi_3_1_and_names_every_route",
    "tests/web/api/test_openapi.py::test_every_reference_leads_somewhere_and_every_shape_is_used",
)
# What looks at each module by itself is asked about the new ones alone.
ABOUT_IT = f"not webapp or {CAPABILITY}"

ROW = """    after(
        ShopThanked,
        later(
            "retire_thanks",
            lambda fact: {"shopkeeper_id": fact.shopkeeper_id},
            "a shop keeps its latest thanks; nobody waits for the oldest to go",
            lock=lambda fact: f"thanks:{fact.shopkeeper_id}",
        ),
    ),
"""
TERMS = """### Thanks

| term | 中文 | what it means | 意思 |
|---|---|---|---|
| thank-you | 感谢 | What a consumer says to a shop, once. | 顾客对店主说的感谢，每家一次。 |
| `advice` | 建议得好 | Thanks for good advice. | 感谢店主的建议。 |
| `patience` | 很有耐心 | Thanks for patience. | 感谢店主的耐心。 |

"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout, known to git so that it can say what has changed."""
    copy = tmp_path / "guanxi"
    copy.mkdir()
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard"):
        if name.startswith("static/") or not (ROOT / name).is_file():
            continue
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    (copy / "static").symlink_to(ROOT / "static")
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    return copy


def git(place: Path, *arguments: str) -> list[str]:
    """The lines git answers."""
    asked = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(asked, cwd=place, capture_output=True, text=True, check=True).stdout.splitlines()


def lay(copy: Path, *, without: Collection[str] = ()) -> None:
    """Add the capability as somebody would, except what is forgotten."""
    numbers = sorted(path.name[:4] for path in (copy / "migrations/versions").glob("[0-9]*.py"))
    number = f"{int(numbers[-1]) + 1:04d}"
    for source in TEMPLATE.rglob("*.tmpl"):
        target = copy / str(source.relative_to(TEMPLATE)).removesuffix(".tmpl").replace("NUMBER", number)
        if target.name not in without:
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            target.write_text(text.replace("NUMBER", number).replace("BEFORE", numbers[-1]), encoding="utf-8")
    if "order" not in without:
        edit(copy / "pyproject.toml", r'(  "webapp\.journeys",\n)', rf'\1  "webapp.social.{CAPABILITY}",\n')
    if "consequences" not in without:
        table = copy / "webapp/journeys/consequences.py"
        edit(table, r"\n(?=from webapp\.trade)", "\nfrom webapp.social.thanks import ShopThanked\n")
        edit(table, r"\)\n\Z", f"{ROW})\n")
    if "glossary" not in without:
        edit(copy / "docs/glossary.md", r"(?=^## Web)", TERMS)


def edit(path: Path, pattern: str, replacement: str) -> None:
    """Change the first place of a file that looks so."""
    text, changed = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert changed, f"{path.name} has no {pattern}"
    path.write_text(text, encoding="utf-8")


def run_laws(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the copy's own laws say of the capability, in a process of its own on this run's PostgreSQL."""
    ours = ("PYTEST", "GUANXI", "COV_", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["TEST_DATABASE_URL"] = os.environ[databases.SERVER]
    started = [sys.executable, "-m", "tests.architecture.capability_laws", CAPABILITY, "-k", ABOUT_IT, *arguments]
    return subprocess.run(started, cwd=copy, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.programs
def test_a_new_capability_is_found_by_every_face_and_every_law(checkout: Path) -> None:
    lay(checkout)
    for check in (("check",), ("format", "--check")):
        subprocess.run([sys.executable, "-m", "ruff", *check, "--no-cache", *OWN[::2]], cwd=checkout, check=True)
    done = run_laws(checkout, "--documents", *LAWS)
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    changed = {*git(checkout, "diff", "--name-only"), *git(checkout, "ls-files", "--others", "--exclude-standard")}
    assert {name for name in changed if name.startswith(OWN)} == laid(OWN)
    (migration,) = {name for name in changed if name.startswith("migrations/versions/")}
    assert {name for name in changed if not name.startswith(OWN)} == {migration, *BY_HAND, *BY_COMMAND}
    assert git(checkout, "diff", "--numstat", "pyproject.toml") == ["1\t0\tpyproject.toml"]


def laid(places: tuple[str, ...]) -> set[str]:
    """The files of the template below some folders."""
    names = (str(path.relative_to(TEMPLATE)).removesuffix(".tmpl") for path in TEMPLATE.rglob("*.tmpl"))
    return {name for name in names if name.startswith(places)}


@pytest.mark.programs
def test_what_is_forgotten_is_found(checkout: Path) -> None:
    """The control: no word on people, no place in the order, no row of the table."""
    lay(checkout, without=("personal.py", "order", "consequences"))
    done = run_laws(
        checkout, "--fast", "tests/architecture/test_privacy.py", "tests/journeys/test_consequences.py", "-rf"
    )
    assert done.returncode != 0
    failed = set(re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.MULTILINE))
    assert failed == {
        "test_every_table_about_people_says_how_they_are_found_and_erased",
        "test_every_kind_of_fact_has_a_row_and_every_row_a_kind_that_a_capability_says",
    }, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert re.search(rf"^contract: .*{CAPABILITY}", done.stdout, re.MULTILINE), done.stdout[:2_000]
