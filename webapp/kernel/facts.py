"""What has become true is said once, in its transaction; one table, given when the app is made, says what follows.

So a low capability causes what stands high above it without knowing it, and whoever wants to know what a fact causes
reads one row. Nothing registers at run time and nothing is matched by a pattern.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Flask, current_app

from webapp.kernel.db import in_transaction
from webapp.kernel.jobs import enqueue, queue

_TABLE = "consequences"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has become true in the open transaction; the docstring of each kind says when."""


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Within(Generic[F]):
    """What is done at once, in the transaction of the fact: both happen, or neither."""

    handler: Callable[[F], object]
    why: str

    def follow(self, fact: F) -> None:
        """Do it."""
        self.handler(fact)


@dataclass(frozen=True, slots=True)
class Later(Generic[F]):
    """A job that is enqueued in the transaction of the fact, with arguments and lock taken from it."""

    job: str
    arguments: Callable[[F], Mapping[str, Any]]
    why: str
    lock: Callable[[F], str] | None = None

    def follow(self, fact: F) -> None:
        """Enqueue it."""
        enqueue(self.job, lock=self.lock(fact) if self.lock else None, **self.arguments(fact))


@dataclass(frozen=True, slots=True)
class FactRow(Generic[F]):
    """A kind of fact with all that follows from it, in order."""

    fact: type[F]
    consequences: tuple[Within[F] | Later[F], ...]


def after(fact: type[F], *consequences: Within[F] | Later[F]) -> FactRow[F]:
    """One row of the table: what follows from a kind of fact, in the order in which it is done."""
    if not consequences:
        raise ValueError(f"nothing follows from {fact.__name__}: then nobody needs to say it")
    return FactRow(fact, consequences)


def within(handler: Callable[[F], object], why: str) -> Within[F]:
    """A verb of a capability that takes the fact and is called in its transaction."""
    return Within(handler, why)


def later(
    job: str, arguments: Callable[[F], Mapping[str, Any]], why: str, *, lock: Callable[[F], str] | None = None
) -> Later[F]:
    """A job by its name; `lock` keeps jobs about the same thing one after another."""
    return Later(job, arguments, why, lock)


class Table:
    """Every kind of fact with what follows from it, each kind once."""

    def __init__(self, *rows: FactRow[Any]) -> None:
        self._rows = {each.fact: each for each in rows}
        if len(self._rows) < len(rows):
            raise ValueError("a kind of fact has one row")

    def __iter__(self) -> Iterator[FactRow[Any]]:
        return iter(self._rows.values())

    def row_of(self, fact: type[F]) -> FactRow[F]:
        """The row of exactly this kind; raises LookupError."""
        try:
            return self._rows[fact]
        except KeyError:
            raise LookupError(f"the table of consequences has no row for {fact.__name__}") from None


def init_app(app: Flask, table: Table) -> None:
    """Put the table into force for everything that runs inside this app: requests, jobs, commands."""
    app.extensions[_TABLE] = table


def check(app: Flask) -> None:
    """Refuse an app without a table, or with one that names a job nobody has declared; raises RuntimeError."""
    named = {each.job for row in table_of(app) for each in row.consequences if isinstance(each, Later)}
    if unknown := named - queue.tasks.keys():
        raise RuntimeError(f"the table of consequences names jobs nobody has declared: {sorted(unknown)}")


def table_of(app: Flask) -> Table:
    """The table in force in an app; raises RuntimeError when it was made without one."""
    table = app.extensions.get(_TABLE)
    if not isinstance(table, Table):
        raise RuntimeError("no table of consequences is in force: create_app() hands it over")
    return table


def happened(fact: Fact) -> None:
    """Say what has become true, and do what follows from it; whatever fails in there undoes the whole transaction.

    Raises RuntimeError outside a transaction or without a table, LookupError for a kind of fact without a row.
    """
    if not in_transaction():
        raise RuntimeError("a fact is said in the transaction that makes it true")
    for each in table_of(current_app).row_of(type(fact)).consequences:
        each.follow(fact)
