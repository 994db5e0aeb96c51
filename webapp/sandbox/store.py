"""Everything this WeChat remembers: one SQLite file in WAL mode, one short transaction at a time."""

import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

SCHEMA = (Path(__file__).parent / "schema.sql").read_text("utf-8")


class Store:
    """Connections are lent for one transaction and returned, because the server makes a thread per connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._writing = threading.Lock()
        self._settings: dict[str, str] = {}
        with self.reading() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(SCHEMA)
            self._settings.update(db.execute("SELECT name, value FROM setting").fetchall())

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        connection = self._borrow()
        try:
            yield connection
        finally:
            self._idle.put(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time by our own lock: SQLite's busy wait polls and is not fair to sixteen threads."""
        with self._writing, self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def setting(self, name: str, default: str) -> str:
        return self._settings.get(name, default)

    def put_setting(self, name: str, value: str) -> None:
        with self.writing() as db:
            db.execute(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?", (name, value, value)
            )
        self._settings[name] = value

    def forget_everything(self) -> None:
        """Empty every table: a WeChat in which nothing has happened yet; its accounts and keys stay."""
        with self.writing() as db:
            db.execute("PRAGMA defer_foreign_keys=ON")  # the tables are emptied in any order, and whole at the end
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            for (name,) in tables.fetchall():
                db.execute(f"DELETE FROM {name}")  # noqa: S608 - the names are our own schema's
        self._settings.clear()

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get().close()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            pass
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection


def as_dict(kind: type, row: tuple[Any, ...]) -> dict[str, Any]:
    """A whole row of a table under the names of the dataclass that lists the same columns in the same order."""
    return dict(zip((field.name for field in fields(kind)), row, strict=True))
