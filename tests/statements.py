"""What is sent to the database meanwhile: how many statements something takes, and what happens just before one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from webapp.kernel.db import statement_listeners


@contextmanager
def listening(listen: Callable[[str], object]) -> Iterator[None]:
    """Hear of every statement just before it is sent."""
    statement_listeners.append(listen)
    try:
        yield
    finally:
        statement_listeners.remove(listen)


@contextmanager
def count_statements() -> Iterator[list[str]]:
    """Every statement that reaches the database meanwhile."""
    statements: list[str] = []
    with listening(statements.append):
        yield statements
