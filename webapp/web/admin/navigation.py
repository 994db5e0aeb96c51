"""What there is to go to: each page says its own place at the side; there is no list to edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import request, url_for

from webapp.people.staff import StaffMember

# The headings at the side, in their order; each has a word `nav.<group>`.
GROUPS = ("selling", "people", "serving", "care", "money", "system")


@dataclass(frozen=True, kw_only=True, slots=True)
class NavEntry:
    """One line at the side: its heading and place below it, where it leads, who may go there, the key of its word."""

    group: str
    place: int
    endpoint: str
    permission: str
    word: str

    @property
    def address(self) -> str:
        """Where it leads."""
        return url_for(f"admin.{self.endpoint}")

    @property
    def is_current(self) -> bool:
        """Whether the page asked for is this one or below it."""
        return request.path == self.address or request.path.startswith(f"{self.address}/")


_entries: dict[str, NavEntry] = {}


def register_entry(entry: NavEntry) -> None:
    """Put a line at the side, once, from the module whose page it leads to."""
    if entry.group not in GROUPS:
        raise ValueError(f"there is no heading {entry.group!r}")
    if entry.endpoint in _entries:
        raise ValueError(f"{entry.endpoint} is offered twice")
    _entries[entry.endpoint] = entry


def entries_for(member: StaffMember) -> list[tuple[str, Sequence[NavEntry]]]:
    """What this colleague may go to, by heading."""
    order = sorted(_entries.values(), key=lambda entry: (GROUPS.index(entry.group), entry.place, entry.endpoint))
    allowed = [entry for entry in order if member.may(entry.permission)]
    return [(group, list(entries)) for group, entries in groupby(allowed, key=lambda entry: entry.group)]
