"""Plugins by folder: adding a scene, a plan or a page is adding one file, and no list is edited anywhere."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything that can be found by its key."""

    key: str


K = TypeVar("K", bound=Keyed)
HOUSE = Path(__file__).resolve().parents[1]
# Subjects people talk about; each holds capabilities, one folder each.
DISTRICTS = ("people", "insight", "money", "trade", "referral", "social", "growth", "propulsion")


class Registry(Generic[K]):
    """Plugins of one kind by key; a second plugin with the same key is refused at import."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._known: dict[str, K] = {}

    def register(self, plugin: type[K]) -> type[K]:
        """Class decorator: make one instance and keep it under its key."""
        instance = plugin()
        if instance.key in self._known:
            raise ValueError(f"two {self._kind}s are called {instance.key!r}")
        self._known[instance.key] = instance
        return plugin

    def __getitem__(self, key: str) -> K:
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[K]:
        return iter(sorted(self._known.values(), key=lambda plugin: plugin.key))

    def __len__(self) -> int:
        return len(self._known)


def discover(package: ModuleType) -> list[ModuleType]:
    """Import every module of a package, so that each registers what it holds; the modules by name."""
    return [
        importlib.import_module(f"{package.__name__}.{name}")
        for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    ]


@cache
def of_kind(kind: str) -> list[ModuleType]:
    """Import every module of one kind, wherever in the house it stands; the modules by name.

    `api` finds `webapp/<district>/<capability>/api.py`, or each module of a folder of that name, and what stands in
    `webapp/pages/api/`.
    """
    found = [name for place in _places() for name in _modules_of(f"{place}.{kind}")]
    return [importlib.import_module(name) for name in sorted(found)]


def modules_at(name: str) -> list[ModuleType]:
    """Import a module by its name, or each module of the folder of that name."""
    return [importlib.import_module(each) for each in sorted(_modules_of(name))]


def _places() -> Iterator[str]:
    """Each capability of each district, and the composed pages above them."""
    yield f"{HOUSE.name}.pages"
    for district in DISTRICTS:
        for capability in pkgutil.iter_modules([str(HOUSE / district)]):
            if capability.ispkg:
                yield f"{HOUSE.name}.{district}.{capability.name}"


def _modules_of(name: str) -> Iterator[str]:
    """A module by its name, or what is in the folder of that name."""
    path = HOUSE.parent.joinpath(*name.split("."))
    if path.with_suffix(".py").exists():
        yield name
    elif (path / "__init__.py").exists():
        yield from (f"{name}.{each.name}" for each in pkgutil.iter_modules([str(path)]) if not each.ispkg)


W = TypeVar("W")


def merged(modules: list[ModuleType], name: str, kind: type[W]) -> dict[str, W]:
    """One dictionary of all the modules' dictionaries called `name`; a key written twice is refused.

    `kind` is what each key stands for, where that is one plain type; a tuple's items are not looked at.
    """
    whole: dict[str, W] = {}
    for module in modules:
        found: Mapping[str, W] = getattr(module, name, {})
        if twice := whole.keys() & found.keys():
            raise ValueError(f"{module.__name__} writes {sorted(twice)} a second time")
        whole.update(found)
    return whole
