"""A small page of one's own. What stands on it is offered by the modules it belongs to; there is no list to edit."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer_required
from webapp.web.share.rendering import render


@dataclass(frozen=True, kw_only=True, slots=True)
class MenuEntry:
    """One thing of one's own: where it leads, and its words: `<words>.title` and, for the line below, `<words>.text`.

    Entries are shown in the order of `place`: shopping from 10, what is held about oneself from 30, rights from 50.
    """

    path: str
    words: str
    place: int


_entries: dict[str, MenuEntry] = {}


def register_entry(entry: MenuEntry) -> None:
    """Put an entry on the page, once, from the module whose pages it leads to."""
    if entry.path in _entries:
        raise ValueError(f"{entry.path} is offered twice")
    _entries[entry.path] = entry


@share.get("/me")
@buyer_required
def me() -> ResponseReturnValue:
    """Where to find what is one's own."""
    return render("web/share/me.html", entries=sorted(_entries.values(), key=lambda entry: (entry.place, entry.path)))
