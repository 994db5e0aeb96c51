"""Many people at the same moment: real threads, real connections, real commits."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from apiflask import APIFlask

from webapp.kernel import db as kernel_db
from webapp.kernel.db import db, execute, transaction
from webapp.kernel.errors import DomainError


def together(app: APIFlask, people: int, act: Callable[[int], object]) -> list[object]:
    """Let all act at once, each on their own connection; returns what each got, a DomainError being a result too."""
    db.session.remove()
    start = threading.Barrier(people)

    def one(number: int) -> object:
        with app.app_context():
            start.wait(timeout=10)
            try:
                return act(number)
            except DomainError as refusal:
                return refusal

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


class Pause:
    """The moment between looking and acting in which all others look too: what makes a race certain."""

    def __init__(self, people: int) -> None:
        self._barrier = threading.Barrier(people)

    def wait(self) -> None:
        self._barrier.wait(timeout=10)


def meet_before(monkeypatch: pytest.MonkeyPatch, words: str, people: int) -> None:
    """Whoever is about to send a statement with these words waits for all others: each has looked, nobody written."""
    pause = Pause(people)

    def wait(statement: str) -> None:
        if words in statement:
            pause.wait()

    monkeypatch.setattr(kernel_db, "statement_listeners", [wait])


@contextmanager
def without(drop: str, restore: str) -> Iterator[None]:
    """Take a guard out of the database, and put it back when the damage is cleared away."""
    with transaction():
        execute(drop)
    try:
        yield
    finally:
        with transaction():
            execute("SET LOCAL session_replication_role = replica")
            for table in ("entry", "ledger_transaction", "accrual", "refund"):
                execute(f"DELETE FROM {table}")
            execute("UPDATE sku SET reserved = 0, on_hand = greatest(on_hand, 0)")
            execute(restore)
