"""Everything held about one person, table by table, in the order in which it can be erased.

It reads what the tables declare (webapp/kernel/privacy.py) and knows none of them by name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import Column, LargeBinary, MetaData, String, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from webapp.kernel.db import Row, execute, row, rows
from webapp.kernel.privacy import KEY, Erasure, Held

PORTION = 500
_AUDITED = ":audited"
# Columns that say who did something, as in `person:7`; which colleague it was is nobody else's.
_ACTORS = frozenset({"actor", "requested_by"})
_NAMED_TABLE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with what it declares; `where` finds a person's rows."""

    table: Table
    held: Held
    where: str

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def shown(self) -> Sequence[Column[Any]]:
        """The columns a person may see of themselves: all but keys, and which colleague it was."""
        hidden = {"staff_id", *self.held.secret}
        return [
            each for each in self.table.columns if each.name not in hidden and not isinstance(each.type, LargeBinary)
        ]

    @property
    def uncovered(self) -> list[str]:
        """Personal columns that erasure would leave without a reason."""
        if self.held.erasure is Erasure.DELETES or self.held.because:
            return []
        return [
            each.name for each in self.table.columns if "personal" in each.info and each.name not in self.held.blank
        ]


@lru_cache(maxsize=4)
def holdings(metadata: MetaData) -> Sequence[Holding]:
    """All tables that hold something about people. Whoever is found through another table comes before it."""
    declared = {t.name: t.info[KEY] for t in metadata.sorted_tables if KEY in t.info}
    audited = " UNION ALL ".join(
        f"SELECT {held.audited} FROM {name} WHERE {held.where}"  # noqa: S608 - our own tables' words
        for name, held in declared.items()
        if held.audited
    )
    found = {
        name: Holding(metadata.tables[name], held, held.where.replace(_AUDITED, audited))
        for name, held in declared.items()
        if held.erasure is not Erasure.EXEMPT
    }
    return [found[name] for name in _order(found)]


def _order(found: Mapping[str, Holding]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter({name: [] for name in sorted(found)})
    for name, holding in sorted(found.items()):
        pointed_at = {key.column.table.name for key in holding.table.foreign_keys}
        vanishing = {each for each in pointed_at if each in found and found[each].held.erasure is Erasure.DELETES}
        for later in (vanishing | set(_NAMED_TABLE.findall(holding.where))) & found.keys() - {name}:
            sorter.add(later, name)
    return list(sorter.static_order())


@dataclass(frozen=True, slots=True)
class Kept:
    """One personal column: what it is for, how long it is kept, and what erasure does with it."""

    table: str
    column: str
    purpose: str
    kept: str
    erasure: str


def inventory(metadata: MetaData) -> list[Kept]:
    """Every column with personal data, by table (PIPL art. 6 and 19)."""
    return [
        Kept(table.name, column.name, said["purpose"], said["kept"], _fate(table.info[KEY], column.name))
        for table in sorted(metadata.tables.values(), key=lambda each: each.name)
        for column in table.columns
        if (said := column.info.get("personal"))
    ]


def _fate(held: Held, column: str) -> str:
    if held.erasure is Erasure.DELETES:
        return "row deleted"
    return "emptied" if column in held.blank else f"kept {held.until}: {held.because}"


def portions_of(holding: Holding, person_id: int) -> Iterator[Sequence[Row]]:
    """The rows of a person in one table by primary key, some hundreds at a time."""
    key = [column.name for column in holding.table.primary_key.columns]
    columns, names = ", ".join(_told(each.name) for each in holding.shown), ", ".join(key)
    marks = ", ".join(f"CAST(:{name}_ AS {holding.table.columns[name].type.compile()})" for name in key)
    last: dict[str, Any] = {}
    while True:
        beyond = f" AND ({names}) > ({marks})" if last else ""
        found = rows(
            f"SELECT {columns} FROM {holding.name} WHERE ({holding.where}){beyond} ORDER BY {names} LIMIT :portion",  # noqa: S608
            person=person_id,
            portion=PORTION,
            **last,
        )
        if found:
            yield found
        if len(found) < PORTION:
            return
        last = {f"{name}_": found[-1][name] for name in key}


def _told(column: str) -> str:
    return f"regexp_replace({column}, '^staff:.*', 'staff') AS {column}" if column in _ACTORS else column


def waits(holding: Holding, person_id: int) -> bool:
    """Whether a row of this person is still under way, so that erasure has to wait."""
    if not holding.held.waits:
        return False
    sql = f"SELECT 1 FROM {holding.name} WHERE ({holding.where}) AND ({holding.held.waits}) LIMIT 1"  # noqa: S608
    return row(sql, person=person_id) is not None


def erase(holding: Holding, person_id: int) -> int:
    """Delete or empty a person's rows in one table inside the open transaction; repeating changes nothing."""
    if holding.held.erasure is Erasure.DELETES:
        going = f"({holding.where}) OR ({holding.held.too})" if holding.held.too else holding.where
        return execute(f"DELETE FROM {holding.name} WHERE {going}", person=person_id)  # noqa: S608
    return _blank(holding, holding.where, person_id)


def collected_for(metadata: MetaData, purpose: str) -> list[Holding]:
    """The tables whose rows exist for this purpose only."""
    return [each for each in holdings(metadata) if purpose in each.held.purposes]


def forget(metadata: MetaData, purpose: str, person_id: int) -> int:
    """Delete what a withdrawn purpose collected, with what the audit log says of it; what is still wanted stays."""
    logs = [each for each in holdings(metadata) if _AUDITED in each.held.where]
    gone = 0
    for each in collected_for(metadata, purpose):
        going = f"({each.where}) AND NOT ({each.held.stays})" if each.held.stays else each.where
        for log in logs if each.held.audited else ():
            subjects = f"SELECT {each.held.audited} FROM {each.name} WHERE {going}"  # noqa: S608
            _blank(log, log.held.where.replace(_AUDITED, subjects), person_id)
        gone += execute(f"DELETE FROM {each.name} WHERE {going}", person=person_id)  # noqa: S608
    return gone


def _blank(holding: Holding, where: str, person_id: int) -> int:
    if not holding.held.blank:
        return 0
    emptied = {name: given or _empty(holding.table.columns[name]) for name, given in holding.held.blank.items()}
    changes = ", ".join(f"{name} = {empty}" for name, empty in emptied.items())
    news = " OR ".join(f"{name} IS DISTINCT FROM {empty}" for name, empty in emptied.items())
    return execute(f"UPDATE {holding.name} SET {changes} WHERE ({where}) AND ({news})", person=person_id)  # noqa: S608


def _empty(column: Column[Any]) -> str:
    if column.nullable:
        return "NULL"
    kinds = ((String, "''"), (JSONB, "'{}'::jsonb"), (ARRAY, "'{}'"))
    return next(empty for kind, empty in kinds if isinstance(column.type, kind))
