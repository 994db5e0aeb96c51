"""The one way to write: `with transaction():`, once per flow, never nested. Only this module commits.

Models describe the schema; statements are written out and go straight to the driver, which prepares them: that takes
a quarter of the processor time they cost through SQLAlchemy. A read outside a flow is a transaction of its own, so it
needs neither BEGIN nor ROLLBACK, which would also make the driver forget what it has prepared.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import psycopg
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from psycopg import errors as pg
from psycopg.rows import dict_row
from sqlalchemy import MetaData
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.kernel.errors import Busy, Invalid
from webapp.kernel.typed_rows import maker_of

# Constraint names are part of the schema: they appear in the error log and in migrations.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Mother of all tables."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate(directory=str(Path(__file__).resolve().parents[2] / "migrations"))

# A callback of WeChat Pay must be answered within 5 s, so nothing here may wait longer.
_SESSION = "-c lock_timeout=3s -c statement_timeout=5s -c timezone=UTC"


def init_app(app: Flask, url: str) -> None:
    """Bind the app to its PostgreSQL."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "connect_args": {"options": _SESSION},
        "isolation_level": "AUTOCOMMIT",  # transaction() says BEGIN itself
        "pool_size": 8,
        "max_overflow": 8,
        "pool_pre_ping": False,
    }
    db.init_app(app)
    migrate.init_app(app, db)


Row = Mapping[str, Any]
T = TypeVar("T")
_Cursor = psycopg.Cursor[dict[str, Any]]

# Where a session keeps the cursor of its open transaction.
_OPEN = "open_transaction"

# Whoever wants to know which statements reach the database puts a function here: tests count round trips.
statement_listeners: list[Callable[[str], object]] = []


def session() -> Session:
    """The session of this request, job or command."""
    return db.session()


@contextmanager
def transaction(*, durable: bool = True, statement_seconds: int | None = None) -> Iterator[Session]:
    """Commit everything inside or nothing; `durable=False` is for what a crash of the database may lose.

    `statement_seconds` is how long one statement may take, for jobs nobody waits for: 5 unless said otherwise.
    Raises Busy when a lock was not granted in time. Never nests: whoever opens a flow sees its whole transaction.
    """
    current = session()
    if _OPEN in current.info:
        raise RuntimeError("transactions do not nest: a flow is one transaction")
    # What was read before the flow may be old by now; the flow starts on fresh ground.
    current.expire_all()
    cursor = _cursor(current)
    _send(cursor, _begin(durable=durable, statement_seconds=statement_seconds), None)
    current.info[_OPEN] = cursor
    try:
        yield current
        current.flush()
        _send(cursor, "COMMIT", None)
    except OperationalError as exc:
        current.rollback()
        if isinstance(exc.orig, pg.LockNotAvailable | pg.DeadlockDetected | pg.QueryCanceled):
            raise Busy from exc
        raise
    except BaseException:
        current.rollback()
        raise
    finally:
        del current.info[_OPEN]


def _begin(*, durable: bool, statement_seconds: int | None) -> str:
    """BEGIN and what differs from the session's settings, in one round trip."""
    words = ["BEGIN"]
    if not durable:
        words.append("SET LOCAL synchronous_commit = off")
    if statement_seconds is not None:
        words.append(f"SET LOCAL statement_timeout = '{statement_seconds:d}s'")
    return "; ".join(words)


@contextmanager
def savepoint() -> Iterator[None]:
    """Inside a flow: what fails in here is undone, and the flow's transaction goes on."""
    cursor: _Cursor = session().info[_OPEN]
    _send(cursor, "SAVEPOINT part", None)
    try:
        yield
    except BaseException:
        _send(cursor, "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part", None)
        raise
    _send(cursor, "RELEASE SAVEPOINT part", None)


def in_transaction() -> bool:
    """Whether a flow's transaction is open on this session; gateways refuse to speak with the outside then."""
    return _OPEN in session().info


def rows(kind: type[T], sql: str, /, **parameters: Any) -> list[T]:
    """All rows of a statement, each as the type it names: a frozen dataclass by its columns, or one plain value."""
    make = maker_of(kind)
    return [make(each) for each in _run(sql, parameters).fetchall()]


def row(kind: type[T], sql: str, /, **parameters: Any) -> T | None:
    """The first row of a statement as the type it names, or None when there is none."""
    found = _run(sql, parameters).fetchone()
    return None if found is None else maker_of(kind)(found)


def execute(sql: str, /, **parameters: Any) -> int:
    """Run a statement and tell how many rows it touched."""
    return _run(sql, parameters).rowcount


def fetch_binary(sql: str, /, **parameters: Any) -> Row:
    """The one row of a statement with its values in binary: bytea comes as it is, not as twice as many digits."""
    statement, writes = _for_driver(sql)
    if writes and not in_transaction():
        raise WriteOutsideTransaction
    cursor = session().info.get(_OPEN) or _cursor(session())
    found = _send(cursor, statement, parameters, binary=True).fetchone()
    if found is None:
        raise LookupError("there is no row")
    return found


def copy_in(sql: str, content: bytes) -> None:
    """Send what COPY … FROM STDIN takes, inside the open transaction."""
    for listener in statement_listeners:
        listener(sql)
    cursor: _Cursor = session().info[_OPEN]
    try:
        with cursor.copy(sql) as copy:
            copy.write(content)
    except psycopg.Error as error:
        raise DBAPIError.instance(sql, None, error, psycopg.Error, hide_parameters=True) from error


def execute_autocommit(kind: type[T], sql: str, /, **parameters: Any) -> T | None:
    """A statement that is a whole transaction by itself, and its first row: two round trips less than a flow."""
    if in_transaction():
        raise RuntimeError("a statement in a transaction is not its own")
    cursor = _send(_cursor(session()), _for_driver(sql)[0], parameters)
    found = cursor.fetchone() if cursor.description else None
    made: T | None = None if found is None else maker_of(cast(Any, kind))(found)
    return made


class WriteOutsideTransaction(RuntimeError):
    """A statement that writes or locks belongs in a flow's transaction."""


_PARAMETER = re.compile(r"(?<![:\w]):(\w+)")
# FOR UPDATE is an UPDATE to this eye; locks outside a flow's transaction would be gone with the statement.
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|TRUNCATE|LOCK)\b|\bFOR\s+(?:KEY\s+)?SHARE\b|\bpg_(?:try_)?advisory_")


@lru_cache(maxsize=2_000)
def _for_driver(sql: str) -> tuple[str, bool]:
    """A statement with `:name` as the driver writes it, and whether it writes or locks."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%")), bool(_WRITES.search(sql))


def _run(sql: str, parameters: dict[str, Any]) -> _Cursor:
    statement, writes = _for_driver(sql)
    current = session()
    cursor = current.info.get(_OPEN)
    if cursor is None:
        if writes:
            raise WriteOutsideTransaction
        cursor = _cursor(current)
    return _send(cursor, statement, parameters)


def _send(cursor: _Cursor, statement: str, parameters: dict[str, Any] | None, *, binary: bool | None = None) -> _Cursor:
    """Run a statement on this session's connection; its errors are SQLAlchemy's, without anybody's data in them."""
    for listener in statement_listeners:
        listener(statement)
    try:
        # What has no parameters is BEGIN or COMMIT, perhaps two commands at once: nothing worth preparing.
        return cursor.execute(statement, parameters, prepare=None if parameters is not None else False, binary=binary)
    except psycopg.Error as error:
        if cursor.connection.closed:
            # The server went away: no connection we know is worth anything.
            session().invalidate()
            db.engine.dispose()
        if _cannot_be_kept(error):
            raise Invalid("A text contains characters that cannot be kept.") from None
        raise DBAPIError.instance(statement, None, error, psycopg.Error, hide_parameters=True) from error


def _cannot_be_kept(error: psycopg.Error) -> bool:
    """Whether somebody sent the character of code zero, which PostgreSQL keeps neither in text nor in JSON."""
    refused_by_driver = type(error) is psycopg.DataError and error.sqlstate is None
    return refused_by_driver or isinstance(error, pg.UntranslatableCharacter)


def _cursor(current: Session) -> _Cursor:
    """The one cursor of this session's connection, kept as long as the connection lives."""
    wire = current.connection().connection
    cursor: _Cursor | None = wire.info.get("cursor")
    if cursor is None:
        driver = cast("psycopg.Connection[Any]", wire.driver_connection)
        cursor = wire.info["cursor"] = driver.cursor(row_factory=dict_row)
    return cursor
