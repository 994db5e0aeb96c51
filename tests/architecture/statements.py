"""The statements of the code: found in its modules or recorded while they run, and held against what PostgreSQL says.

Whatever has all its words when a module is imported is found by reading. What is put together when it is called is
recorded when it is sent. PostgreSQL prepares each and names its columns; nothing is run for that.
"""

import ast
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import FrameType, FunctionType, NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import psycopg
import sqlalchemy
from psycopg import pq

from tests.statements import listening
from webapp.kernel import db

# The ways to the database, and which of their arguments is the statement.
_DOORS: dict[Callable[..., Any], int] = {
    db.rows: 1,
    db.row: 1,
    db.execute_autocommit: 1,
    db.execute: 0,
    db.fetch_binary: 0,
    db.copy_in: 0,
    sqlalchemy.text: 0,
}
_BY_CODE = {cast(FunctionType, door).__code__: door for door in _DOORS if door is not sqlalchemy.text}
# As the code writes a parameter, and as the driver does.
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)|%\((\w+)\)s")
_SQL = re.compile(
    r"[\s(=]:[a-z]|\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|AND|JOIN|ORDER BY|LIMIT|IS NULL|FOR UPDATE)\b(?!\|)"
)
# Where other words are put into a piece: by str.format, and by webapp/kernel/data_subject.py.
_GAP = re.compile(r"\{\w*\}|:audited")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement, where it is sent and what its rows are read into; `arguments` when the call names them all."""

    module: str
    line: int
    sql: str
    kind: Any = None
    arguments: Collection[str] | None = None

    @property
    def parameters(self) -> list[str]:
        """The names in it, each once."""
        return list(dict.fromkeys(one or other for one, other in _PARAMETER.findall(self.sql)))


@dataclass(frozen=True)
class Composed:
    """A call whose statement is put together when it is called, from its first line to its last."""

    module: str
    first: int
    last: int

    def sent(self, statement: Statement) -> bool:
        return self.module == statement.module and self.first <= statement.line <= self.last


def statements_in(module: str, tree: ast.AST, names: Mapping[str, Any]) -> Iterator[Statement | Composed]:
    """Every call that sends a statement; its arguments are read with the names the module knows."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (place := _place_of_sql(node, names)) is None:
            continue
        try:
            sql, kind = _value(node.args[place], names), _value(node.args[0], names) if place else None
        except NameError:
            yield Composed(module, node.lineno, node.end_lineno or node.lineno)
            continue
        if isinstance(sql, str):
            given = [each.arg for each in node.keywords if each.arg]
            is_whole = _kernels(node, names) and len(given) == len(node.keywords)
            yield Statement(
                module=module,
                line=node.lineno,
                sql=sql,
                kind=_read(names[node.func.id], kind) if isinstance(node.func, ast.Name) else None,
                arguments=given if is_whole else None,
            )


def _kernels(node: ast.Call, names: Mapping[str, Any]) -> bool:
    """Whether a call is one of the kernel's, which takes its parameters as arguments."""
    return isinstance(node.func, ast.Name) and names.get(node.func.id) is not sqlalchemy.text


def _read(door: Callable[..., Any], kind: Any) -> Any:
    """What a row is read into; where one value is asked for, whoever asks is ready for None: there may be no row."""
    return (
        kind | None
        if kind is not None and door is not db.rows and not is_dataclass(kind) and kind is not dict
        else kind
    )


def _place_of_sql(node: ast.Call, names: Mapping[str, Any]) -> int | None:
    if isinstance(node.func, ast.Name):
        called = names.get(node.func.id)
        return _DOORS.get(called) if callable(called) else None
    # A cursor or a connection of the driver, past the kernel: for COPY and what stands around it.
    is_driver = isinstance(node.func, ast.Attribute) and node.func.attr in ("execute", "copy") and node.args
    return 0 if is_driver else None


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "<statement>", "eval"), dict(names))  # noqa: S307 - our own code


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement sent meanwhile, with the line that sent it and the type that it asked for."""
    sent: list[Statement] = []

    def listen(sql: str) -> None:
        door: FrameType | None = sys._getframe(1)
        while door is not None and door.f_code not in _BY_CODE:
            door = door.f_back
        if door is not None and door.f_back is not None:
            asking = door.f_back
            sent.append(
                Statement(
                    module=asking.f_globals["__name__"],
                    line=asking.f_lineno,
                    sql=sql.replace("%%", "%"),
                    kind=_read(_BY_CODE[door.f_code], door.f_locals.get("kind")),
                )
            )

    with listening(listen):
        yield sent


@dataclass(frozen=True)
class Column:
    """A column of an answer; `source` names the column of a table that may be NULL, when it is one's plain copy."""

    name: str
    type: str
    source: str | None


class Schema:
    """What PostgreSQL says of a statement on this database."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._wire = connection.pgconn
        self._types = dict(connection.execute("SELECT oid, typname FROM pg_type").fetchall())
        nullable = connection.execute(
            "SELECT attrelid, attnum, attname FROM pg_attribute WHERE attnum > 0 AND NOT attnotnull"
        ).fetchall()
        self._nullable = {(table, number): name for table, number, name in nullable}

    def columns(self, statement: Statement) -> list[Column]:
        """What a statement answers with; a statement that PostgreSQL cannot prepare is a ProgrammingError."""
        places = {name: f"${number}" for number, name in enumerate(statement.parameters, 1)}
        numbered = _PARAMETER.sub(lambda found: places[found[1] or found[2]], statement.sql)
        prepared = self._wire.prepare(b"", numbered.encode())
        if prepared.status != pq.ExecStatus.COMMAND_OK:
            raise psycopg.ProgrammingError(prepared.get_error_message())
        seen = self._wire.describe_prepared(b"")
        return [
            Column(
                name=(seen.fname(at) or b"").decode(),
                type=self._types[seen.ftype(at)],
                source=self._nullable.get((seen.ftable(at), seen.ftablecol(at))),
            )
            for at in range(seen.nfields)
        ]


def faults(statement: Statement, schema: Schema) -> list[str]:
    """Everything that would fail, or come out as something else than declared, once this statement has rows."""
    try:
        columns = schema.columns(statement)
    except psycopg.ProgrammingError as error:
        return [str(error).strip()]
    found = []
    if statement.arguments is not None and set(statement.arguments) != set(statement.parameters):
        found.append(f"asks for {sorted(statement.parameters)}, is given {sorted(statement.arguments)}")
    kind = statement.kind
    if kind in (None, dict):
        return found
    if not is_dataclass(kind):
        if len(columns) != 1:
            return [*found, f"one value is read out of {len(columns)} columns"]
        return found + _misread(statement, columns[0], kind)
    hints = get_type_hints(kind)
    return (
        found
        + _misnamed(columns, kind)
        + [fault for each in columns if each.name in hints for fault in _misread(statement, each, hints[each.name])]
    )


def _misnamed(columns: Sequence[Column], kind: Any) -> list[str]:
    names = [each.name for each in columns]
    known = {each.name for each in fields(kind) if each.init}
    needed = {each.name for each in fields(kind) if each.init and {each.default, each.default_factory} == {MISSING}}
    return [
        *(f"{kind.__name__} has no field {name}" for name in names if name not in known),
        *(f"{kind.__name__} needs {name}, which is not selected" for name in sorted(needed - set(names))),
        *(f"{name} is selected twice" for name in {each for each in names if names.count(each) > 1}),
    ]


def _misread(statement: Statement, column: Column, hint: Any) -> list[str]:
    found = []
    if not admits(hint, column.type):
        found.append(f"{column.name} is {column.type}, declared as {hint}")
    if column.source and not _may_be_none(hint) and not _excludes_null(statement.sql, column.source):
        found.append(f"{column.name} may be NULL, declared as {hint}")
    return found


def _excludes_null(sql: str, column: str) -> bool:
    """Whether a condition names the column that no NULL meets."""
    return bool(re.search(rf"\b{column}\s+(?:IS NOT NULL|[=<>])", sql))


def _may_be_none(hint: Any) -> bool:
    return hint is Any or NoneType in get_args(hint)


_PLAIN: dict[Any, frozenset[str]] = {
    bool: frozenset({"bool"}),
    int: frozenset({"int2", "int4", "int8"}),
    float: frozenset({"float4", "float8"}),
    str: frozenset({"text", "varchar", "bpchar"}),
    bytes: frozenset({"bytea"}),
    datetime: frozenset({"timestamptz"}),
    date: frozenset({"date"}),
    Decimal: frozenset({"numeric"}),
}


def admits(hint: Any, kind: str) -> bool:
    """Whether the driver makes of this type of PostgreSQL what a field declares."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin in (Union, UnionType):
        return any(admits(each, kind) for each in arguments if each is not NoneType)
    if origin is Literal:
        return all(admits(type(each), kind) for each in arguments)
    container = origin or hint
    if container in (list, Sequence, Iterable):
        return kind in ("json", "jsonb") or (kind[0] == "_" and all(admits(each, kind[1:]) for each in arguments))
    if container in (dict, Mapping):
        return kind in ("json", "jsonb")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return any(issubclass(hint, plain) and kind in kinds for plain, kinds in _PLAIN.items())
    return kind in _PLAIN.get(hint, ())


def fragments_in(tree: ast.AST) -> Iterator[str]:
    """The pieces of SQL in a module's strings, cut where something is put in."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        # A pattern that looks for SQL is none.
        if is_text and _SQL.search(node.value) and "\\" not in node.value:
            yield from (piece for each in _GAP.split(node.value) if (piece := flat(each)))


def flat(sql: str) -> str:
    """SQL on one line, its parameters as the code writes them."""
    return " ".join(re.sub(r"%\((\w+)\)s", r":\1", sql).split())
