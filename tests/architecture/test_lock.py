"""The lock is what pyproject asks for: each dependency pinned by hash, nothing else, and nobody's registry named."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PROJECT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[\w.-]+)(\[[\w, -]+\])?==(?P<version>[^\s;\\]+)\s*(;(?P<marker>[^\\]+))?")


def asked_for(lock: str) -> list[Requirement]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    words = list(project["project"]["dependencies"])
    if "dev" in lock:
        words += project["dependency-groups"]["dev"]
    return [Requirement(word) for word in words]


def pins(lock: str) -> dict[str, list[tuple[Version, str | None, str]]]:
    """Each pinned name with its versions, their markers and the text with the hashes."""
    found: dict[str, list[tuple[Version, str | None, str]]] = {}
    for block in re.split(r"\n(?=\S)", (PROJECT / lock).read_text().strip()):
        if block.startswith("#"):
            continue
        pin = PIN.match(block)
        assert pin, f"not a pin: {block.splitlines()[0]}"
        marker = pin["marker"].strip() if pin["marker"] else None
        found.setdefault(canonicalize_name(pin["name"]), []).append((Version(pin["version"]), marker, block))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_each_dependency_is_pinned_to_a_version_it_allows(lock: str) -> None:
    pinned = pins(lock)
    missing = [
        str(wanted)
        for wanted in asked_for(lock)
        if not any(wanted.specifier.contains(pin) for pin, _, _ in pinned.get(canonicalize_name(wanted.name), []))
    ]
    assert missing == [], "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_carries_its_hashes(lock: str) -> None:
    bare = [name for name, versions in pins(lock).items() if not all("--hash=sha256:" in text for *_, text in versions)]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_address(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    assert re.findall(r"\w+://\S+|--(?:extra-)?index\S*|--find-links\S*|^-\w\b.*", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_pinned_that_nobody_requires(lock: str) -> None:
    """Walk from pyproject through what the installed packages require; pins for other machines are left out."""
    pinned = {name: versions for name, versions in pins(lock).items() if _is_for_this_machine(versions)}
    assert set(pinned) - _reachable(asked_for(lock)) == set(), "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_what_runs_here_is_what_the_lock_says(lock: str) -> None:
    different = [
        name
        for name, versions in pins(lock).items()
        if _is_for_this_machine(versions) and Version(version(name)) not in {pin for pin, *_ in versions}
    ]
    assert different == [], "run `make install`"


def test_the_shop_is_locked_alike_for_development_and_for_production() -> None:
    product, development = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: [v for v, *_ in pin] for name, pin in product.items()} == {
        name: [v for v, *_ in pin] for name, pin in development.items() if name in product
    }


def _is_for_this_machine(versions: list[tuple[Version, str | None, str]]) -> bool:
    return any(marker is None or Marker(marker).evaluate() for _, marker, _ in versions)


def _reachable(roots: list[Requirement]) -> set[str]:
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(root.name), extra) for root in roots for extra in ("", *root.extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            words = requires(name) or []
        except PackageNotFoundError:
            continue
        for needed in map(Requirement, words):
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(needed.name), more) for more in ("", *needed.extras)]
    return {name for name, _ in seen}
