"""Lists of the admin, declared: columns, filters, actions, export, permission and place at the side in one value.

`register_list` makes of it the page, the fragment htmx asks for, the CSV file, the way to act on several rows at once,
and a line at the side. What a list shows is drawn by one macro; what is particular to it stands in its `cells`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError
from webapp.kernel.paging import Page
from webapp.people.staff import StaffMember
from webapp.web.admin import navigation
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.export import csv_response
from webapp.web.admin.filters import Filter
from webapp.web.admin.navigation import NavEntry
from webapp.web.admin.rendering import phrase_or, redirect_counted
from webapp.web.htmx import wants_part

NUMERIC = frozenset({"count", "money", "percent"})
MAX_CHOSEN = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: which attribute of a row, the key of its heading, and how a cell is drawn.

    `cell` is text, code, count, money (fen), percent (basis points), named (in both languages), moment, minute, second
    or day (a time in Shanghai), or own: the macro of that `key` in the list's `cells`. `plain` is what the CSV file
    says, where that is not the attribute.
    """

    key: str
    label: str
    cell: str = "text"
    css: str = ""
    is_numeric: bool = False
    is_heading: bool = False
    is_sortable: bool = False
    is_shown: bool | Callable[[], bool] = True
    is_exported: bool = True
    plain: Callable[[Any], object] | None = None

    @property
    def classes(self) -> str:
        """Numbers stand to the right, in figures of one width."""
        numeric = "num" if self.is_numeric or self.cell in NUMERIC else ""
        return " ".join(part for part in (numeric, "code" if self.cell == "code" else "", self.css) if part)


def _always(_: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A button: on each row that `is_offered` it, and, with `run`, on all rows that are ticked.

    On a row it posts to `endpoint` with `arguments`. `run(member, key)` acts on one ticked row and may refuse it with a
    DomainError. With `confirm`, words that count, it asks before it acts. `done` counts what was done.
    """

    endpoint: str
    label: str
    permission: str
    arguments: Callable[[Any], Mapping[str, Any]]
    is_offered: Callable[[Any], bool] = _always
    tone: str = ""
    confirm: str = ""
    asks_on_row: bool = True
    run: Callable[[StaffMember, str], None] | None = None
    done: str = ""


def worded(prefix: str, key: str) -> Callable[[Any], str]:
    """What the file says of a value that has words, such as a state: the phrase of `prefix` and the value."""

    def plain(row: Any) -> str:
        value = getattr(row, key)
        name = str(getattr(value, "value", value) or "")
        return phrase_or(prefix + name, name) if name else ""

    return plain


def _itself(row: Any) -> Sequence[Any]:
    return (row,)


def _nothing_more(_: Page[Any]) -> Mapping[str, Any]:
    return {}


def _nothing_around() -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class AdminList:
    """A list as it is declared.

    `words` is put before `.title`, `.empty.title` and `.empty.text`. `query` takes `cursor` and what the filters read
    (and `sort`, such as `-at`, where a column is sortable) and is one statement that an index answers. `beside` is what
    cells need beyond their row, read for all rows at once; `around` what only the whole page needs, whose template
    extends `web/admin/list.html`. `layout` is rows, or cards or groups, drawn by macros of that name in `cells`.
    `key` tells rows apart, for acting on several; `unfold` makes of one the lines it is in the file.
    """

    endpoint: str
    path: str
    permission: str
    words: str
    columns: Sequence[Column]
    query: Callable[..., Page[Any]]
    filters: Sequence[Filter] = ()
    actions: Sequence[Action] = ()
    beside: Callable[[Any], Mapping[str, Any]] = _nothing_more
    around: Callable[[], Mapping[str, Any]] = _nothing_around
    template: str = "web/admin/list.html"
    cells: str = "web/admin/_no_cells.html"
    layout: str = "rows"
    key: Callable[[Any], str] = field(default=lambda row: str(row.id))
    note: str = ""
    title: str = ""
    unfold: Callable[[Any], Sequence[Any]] = _itself
    is_oldest_first: bool = False

    @property
    def title_word(self) -> str:
        """The key of its heading."""
        return self.title or f"{self.words}.title"

    @property
    def own_words(self) -> tuple[str, ...]:
        """The keys it asks for by its own name: its heading, and what it says when it is empty."""
        return (self.title_word, f"{self.words}.empty.title", f"{self.words}.empty.text")

    @property
    def shown_columns(self) -> list[Column]:
        """What stands on the page."""
        return [each for each in self.columns if (each.is_shown() if callable(each.is_shown) else each.is_shown)]

    @property
    def shown_actions(self) -> list[Action]:
        """What this colleague may do."""
        return [each for each in self.actions if me().may(each.permission)]

    @property
    def bulk_actions(self) -> list[Action]:
        """What this colleague may do to several rows at once."""
        return [each for each in self.shown_actions if each.run]

    @property
    def is_filtered(self) -> bool:
        """Whether the address asks for less than everything."""
        return any(each.is_given for each in self.filters)

    @property
    def sort(self) -> str:
        """By which column, with a minus when the largest is first; empty for the list's own order."""
        wanted = request.args.get("sort", "")
        return wanted if wanted.removeprefix("-") in {each.key for each in self.columns if each.is_sortable} else ""

    def page(self, cursor: str | None) -> Page[Any]:
        """One page of what the address asks for."""
        given: dict[str, Any] = {}
        for each in self.filters:
            given |= each.read()
        if any(each.is_sortable for each in self.columns):
            given["sort"] = self.sort
        return self.query(cursor=cursor, **given)


_lists: dict[str, AdminList] = {}


def lists() -> list[AdminList]:
    """All that were declared."""
    return list(_lists.values())


def register_list(declared: AdminList, *, group: str = "", place: int = 0) -> AdminList:
    """Open a declared list, and with a `group` give it its line at the side, once, when its module is imported."""
    if declared.endpoint in _lists:
        raise ValueError(f"two lists are called {declared.endpoint!r}")
    _lists[declared.endpoint] = declared
    allowed = needs(declared.permission)

    def page() -> ResponseReturnValue:
        return show_list(declared)

    def file() -> ResponseReturnValue:
        return csv_response(declared)

    admin.add_url_rule(declared.path, declared.endpoint, allowed(page))
    admin.add_url_rule(f"{declared.path}.csv", f"{declared.endpoint}_csv", allowed(file))
    for action in declared.actions:
        if action.run is not None:
            _register_bulk(declared, action)
    if group:
        entry = NavEntry(
            group=group,
            place=place,
            endpoint=declared.endpoint,
            permission=declared.permission,
            word=f"nav.{declared.path.strip('/')}",
        )
        navigation.register_entry(entry)
    return declared


def show_list(declared: AdminList, **more: Any) -> str:
    """The page with what a view adds to it, or only its results when htmx asks to replace them."""
    found, part = declared.page(request.args.get("cursor")), wants_part("results")
    around = {} if part else declared.around()
    return render_template(
        "web/admin/_list.html" if part else declared.template,
        list=declared,
        found=found,
        filtered=declared.is_filtered,
        **{**declared.beside(found), **around, **more},
    )


def _register_bulk(declared: AdminList, action: Action) -> None:
    """The address several rows are sent to: first it asks, then it acts on each and says how many it refused."""

    def act() -> ResponseReturnValue:
        chosen = list(dict.fromkeys(request.form.getlist("chosen")))[:MAX_CHOSEN]
        if chosen and action.confirm and not request.form.get("confirmed"):
            return render_template("web/admin/confirm.html", list=declared, action=action, chosen=chosen)
        refused = sum(not _acted(action, key) for key in chosen)
        return redirect_counted(action.done, declared.endpoint, done=len(chosen) - refused, refused=refused)

    address = f"{declared.path}/chosen/{action.endpoint.replace('_', '-')}"
    admin.add_url_rule(address, f"{action.endpoint}_chosen", needs(action.permission)(act), methods=["POST"])


def _acted(action: Action, key: str) -> bool:
    assert action.run is not None  # noqa: S101 - only actions that run are registered
    try:
        action.run(me(), key)
    except (DomainError, ValueError):
        return False
    return True
