"""By what a list can be searched: each filter reads its part of the address and says how it is drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import request

from webapp.web.admin.rendering import since, until

MAX_LENGTH = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """One filter: its name in the address, the key of its label, and what the query calls it (its name if empty).

    `is_hidden` filters come with a link from another page and are shown only then.
    """

    kind: ClassVar[str]
    name: str
    label: str
    argument: str = ""
    is_hidden: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in the address."""
        return (self.name,)

    @property
    def is_given(self) -> bool:
        """Whether the address has it."""
        return any(request.args.get(name) for name in self.names)

    @property
    def typed(self) -> str:
        """What stands in the address."""
        return request.args.get(self.name, "")

    def read(self) -> dict[str, Any]:
        """Keyword arguments of the query."""
        return {self.argument or self.name: self.value()}

    def value(self) -> Any:
        """What was asked for, tidied."""
        return self.typed.strip()[:MAX_LENGTH]


@dataclass(frozen=True, kw_only=True, slots=True)
class Search(Filter):
    """Words typed by hand; `hint` is the key of an example, `example` one that needs no words."""

    kind: ClassVar[str] = "search"
    hint: str = ""
    example: str = ""
    is_wide: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Shopkeeper(Search):
    """A shopkeeper's code, or words of the shop's name where the query takes them."""

    def value(self) -> str:
        """Codes are written small."""
        return self.typed.strip().lower()[:MAX_LENGTH]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Filter):
    """One of a list, given or read when the page is made; `words` is put before an option to get its key.

    What is not on the list does not filter. `parse` makes of an option what the query takes.
    """

    kind: ClassVar[str] = "choice"
    options: Sequence[str] | Callable[[], Sequence[str]]
    words: str = ""
    parse: Callable[[str], Any] = field(default=str)

    def offered(self) -> Sequence[str]:
        """The options."""
        return self.options() if callable(self.options) else self.options

    def value(self) -> Any:
        """The option chosen, or None."""
        return self.parse(self.typed) if self.typed and self.typed in self.offered() else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tabs(Choice):
    """A choice drawn as tabs, of which one is always open: the first unless another is chosen.

    `counts` says how many rows are behind each.
    """

    kind: ClassVar[str] = "tabs"
    counts: Callable[[], Mapping[Any, int]] = field(default=dict)

    @property
    def is_given(self) -> bool:
        """An open tab is no filter one would take away."""
        return False

    @property
    def chosen(self) -> str:
        """The open tab."""
        offered = self.offered()
        return self.typed if self.typed in offered else offered[0]

    def value(self) -> Any:
        """The open tab, as the query takes it."""
        return self.parse(self.chosen)


@dataclass(frozen=True, kw_only=True, slots=True)
class Days(Filter):
    """From one day to another, both included: the query gets `since` and `until`. Raises BadDate."""

    kind: ClassVar[str] = "days"

    @property
    def names(self) -> tuple[str, ...]:
        return ("from", "to")

    def read(self) -> dict[str, Any]:
        """The first moment, and the first moment after."""
        return {"since": since("from"), "until": until("to")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag(Filter):
    """Only those that are so."""

    kind: ClassVar[str] = "flag"

    def value(self) -> bool:
        """Whether it is ticked."""
        return bool(self.typed)
