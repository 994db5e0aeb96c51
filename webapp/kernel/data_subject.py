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
from webapp.kernel.privacy import POLICY_KEY, Erasure, PersonalDataPolicy

BATCH_SIZE = 500
_AUDITED = ":audited"
# Columns that say who did something, as in `person:7`; which colleague it was is nobody else's.
_ACTORS = frozenset({"actor", "requested_by"})
_NAMED_TABLE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """One table with what it declares; `where` finds a person's rows."""

    table: Table
    policy: PersonalDataPolicy
    where: str

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def exported_columns(self) -> Sequence[Column[Any]]:
        """The columns a person may see of themselves: all but keys, and which colleague it was."""
        hidden = {"staff_id", *self.policy.secret_columns}
        return [
            each for each in self.table.columns if each.name not in hidden and not isinstance(each.type, LargeBinary)
        ]

    @property
    def unerased_columns(self) -> list[str]:
        """Personal columns that erasure would leave without a reason."""
        if self.policy.erasure is Erasure.DELETES or self.policy.because:
            return []
        return [
            each.name for each in self.table.columns if "personal" in each.info and each.name not in self.policy.blank
        ]


@lru_cache(maxsize=4)
def personal_tables(metadata: MetaData) -> Sequence[PersonalTable]:
    """All tables that hold something about people. Whoever is found through another table comes before it."""
    declared = {t.name: t.info[POLICY_KEY] for t in metadata.sorted_tables if POLICY_KEY in t.info}
    audited = " UNION ALL ".join(
        f"SELECT {policy.audit_subject} FROM {name} WHERE {policy.where}"  # noqa: S608 - our own tables' words
        for name, policy in declared.items()
        if policy.audit_subject
    )
    found = {
        name: PersonalTable(metadata.tables[name], policy, policy.where.replace(_AUDITED, audited))
        for name, policy in declared.items()
        if policy.erasure is not Erasure.EXEMPT
    }
    return [found[name] for name in _order(found)]


def _order(found: Mapping[str, PersonalTable]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter({name: [] for name in sorted(found)})
    for name, personal in sorted(found.items()):
        pointed_at = {key.column.table.name for key in personal.table.foreign_keys}
        vanishing = {each for each in pointed_at if each in found and found[each].policy.erasure is Erasure.DELETES}
        for later in (vanishing | set(_NAMED_TABLE.findall(personal.where))) & found.keys() - {name}:
            sorter.add(later, name)
    return list(sorter.static_order())


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """One personal column: what it is for, how long it is kept, and what erasure does with it."""

    table: str
    column: str
    purpose: str
    kept: str
    erasure: str


def inventory(metadata: MetaData) -> list[PersonalColumn]:
    """Every column with personal data, by table (PIPL art. 6 and 19)."""
    return [
        PersonalColumn(
            table.name, column.name, said["purpose"], said["kept"], _fate(table.info[POLICY_KEY], column.name)
        )
        for table in sorted(metadata.tables.values(), key=lambda each: each.name)
        for column in table.columns
        if (said := column.info.get("personal"))
    ]


def _fate(policy: PersonalDataPolicy, column: str) -> str:
    if policy.erasure is Erasure.DELETES:
        return "row deleted"
    return "emptied" if column in policy.blank else f"kept {policy.until}: {policy.because}"


def row_batches(personal: PersonalTable, person_id: int) -> Iterator[Sequence[Row]]:
    """The rows of a person in one table by primary key, some hundreds at a time."""
    key = [column.name for column in personal.table.primary_key.columns]
    columns, names = (
        ", ".join(_visible_expression(each.name) for each in personal.exported_columns),
        ", ".join(key),
    )
    marks = ", ".join(f"CAST(:{name}_ AS {personal.table.columns[name].type.compile()})" for name in key)
    last: dict[str, Any] = {}
    while True:
        beyond = f" AND ({names}) > ({marks})" if last else ""
        found = rows(
            dict,
            f"SELECT {columns} FROM {personal.name} WHERE ({personal.where}){beyond} ORDER BY {names} LIMIT :portion",  # noqa: S608
            person=person_id,
            portion=BATCH_SIZE,
            **last,
        )
        if found:
            yield found
        if len(found) < BATCH_SIZE:
            return
        last = {f"{name}_": found[-1][name] for name in key}


def _visible_expression(column: str) -> str:
    return f"regexp_replace({column}, '^staff:.*', 'staff') AS {column}" if column in _ACTORS else column


def blocks_erasure(personal: PersonalTable, person_id: int) -> bool:
    """Whether a row of this person is still under way, so that erasure has to wait."""
    if not personal.policy.postpone_where:
        return False
    sql = f"SELECT 1 FROM {personal.name} WHERE ({personal.where}) AND ({personal.policy.postpone_where}) LIMIT 1"  # noqa: S608
    return row(int, sql, person=person_id) is not None


def erase(personal: PersonalTable, person_id: int) -> int:
    """Delete or empty a person's rows in one table inside the open transaction; repeating changes nothing."""
    if personal.policy.erasure is Erasure.DELETES:
        going = (
            f"({personal.where}) OR ({personal.policy.also_where})" if personal.policy.also_where else personal.where
        )
        return execute(f"DELETE FROM {personal.name} WHERE {going}", person=person_id)  # noqa: S608
    return _blank(personal, personal.where, person_id)


def collected_for(metadata: MetaData, purpose: str) -> list[PersonalTable]:
    """The tables whose rows exist for this purpose only."""
    return [each for each in personal_tables(metadata) if purpose in each.policy.purposes]


def forget(metadata: MetaData, purpose: str, person_id: int) -> int:
    """Delete what a withdrawn purpose collected, with what the audit log says of it; what is still wanted stays."""
    logs = [each for each in personal_tables(metadata) if _AUDITED in each.policy.where]
    gone = 0
    for each in collected_for(metadata, purpose):
        going = f"({each.where}) AND NOT ({each.policy.keep_where})" if each.policy.keep_where else each.where
        for log in logs if each.policy.audit_subject else ():
            subjects = f"SELECT {each.policy.audit_subject} FROM {each.name} WHERE {going}"  # noqa: S608
            _blank(log, log.policy.where.replace(_AUDITED, subjects), person_id)
        gone += execute(f"DELETE FROM {each.name} WHERE {going}", person=person_id)  # noqa: S608
    return gone


def _blank(personal: PersonalTable, where: str, person_id: int) -> int:
    if not personal.policy.blank:
        return 0
    emptied = {name: given or _empty(personal.table.columns[name]) for name, given in personal.policy.blank.items()}
    changes = ", ".join(f"{name} = {empty}" for name, empty in emptied.items())
    news = " OR ".join(f"{name} IS DISTINCT FROM {empty}" for name, empty in emptied.items())
    return execute(f"UPDATE {personal.name} SET {changes} WHERE ({where}) AND ({news})", person=person_id)  # noqa: S608


def _empty(column: Column[Any]) -> str:
    if column.nullable:
        return "NULL"
    kinds = ((String, "''"), (JSONB, "'{}'::jsonb"), (ARRAY, "'{}'"))
    return next(empty for kind, empty in kinds if isinstance(column.type, kind))
