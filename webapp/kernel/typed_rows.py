"""A row of the database as the type a read names: its columns become the fields, words become enumerations."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Maker = Callable[[Mapping[str, Any]], T]


def maker_of(kind: type[T]) -> Maker[T]:
    """What makes a `kind` of a row.

    A dataclass takes its columns by name: one that is missing or unknown is a TypeError, and what a field declares as
    an Enum becomes one. `dict` is the row itself, for statements whose columns nobody can name beforehand. Any other
    type is the row's only column, such as `int` or `datetime`, and an Enum is made of it.
    """
    # In quotes: written out, the type would be put together anew at every read.
    return cast("Maker[T]", _maker(cast(Hashable, kind)))


@cache
def _maker(kind: Hashable) -> Maker[Any]:
    made: Any = kind
    if made is dict:
        return dict
    if not is_dataclass(made):
        convert = made if issubclass(made, Enum) else None
        return lambda row: _only(row, convert)
    enums = {name: enum for name, hint in get_type_hints(made).items() if (enum := _enum_in(hint)) is not None}
    build: Callable[..., Any] = kind  # type: ignore[assignment]  # a dataclass is called by its columns
    if not enums:
        return lambda row: build(**row)
    return lambda row: build(**_converted(row, enums))


def _only(row: Mapping[str, Any], convert: Callable[[Any], Any] | None) -> Any:
    (value,) = row.values()
    return value if convert is None or value is None else convert(value)


def _converted(row: Mapping[str, Any], enums: Mapping[str, type[Enum]]) -> dict[str, Any]:
    made = dict(row)
    for name, enum in enums.items():
        if made.get(name) is not None:
            made[name] = enum(made[name])
    return made


def _enum_in(hint: Any) -> type[Enum] | None:
    """The Enum a field declares, also when it may be None."""
    if get_origin(hint) in (Union, UnionType):
        (hint, *others) = [each for each in get_args(hint) if each is not NoneType]
        if others:
            return None
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else None
