"""Plugins by folder: adding a scene or a plan is adding one file, and no list is edited anywhere."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything that can be found by its key."""

    key: str


K = TypeVar("K", bound=Keyed)


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


def discover(package: ModuleType) -> None:
    """Import every module of a package, so that each registers what it holds."""
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
