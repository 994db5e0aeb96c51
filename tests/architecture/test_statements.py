"""Every statement is prepared on the migrated schema, and its columns are what its rows are read into.

Covered by reading: each call of the kernel's `rows`, `row`, `execute` and so on, of SQLAlchemy's `text` and of a
driver's cursor whose statement has all its words when its module is imported. PostgreSQL prepares it, infers the types
of its parameters, and names its columns; these are the fields of the type the rows become, of types the driver makes
such values of, and a nullable column stands where None is declared. (That an outer join makes a column NULL is not
known to PostgreSQL, nor here.) The arguments of a call are the parameters of its statement.

Covered by running: what is put together at run time. `composed_statements.py` beside the tests of a capability calls
each such function with each of the values its text depends on; what it sends is recorded, and held to the same laws.
No place may be left out, and neither may a piece: every piece of SQL in the code is part of a statement seen here. One
that is written alike in two modules is known by either, so an option nobody switches on can hide behind its like.
"""

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from apiflask import APIFlask

from tests.architecture.statements import (
    Composed,
    Schema,
    Statement,
    faults,
    flat,
    fragments_in,
    recorded,
    statements_in,
)
from tests.architecture.test_tables import ROOT, module_of, sources
from webapp.kernel.db import row, rows, transaction
from webapp.kernel.errors import DomainError
from webapp.people.moderation.kinds import TextKind
from webapp.referral.visits.service import visits
from webapp.social.relationships.service import recompute

# Modules that are left out.
BESIDE = {
    "webapp.kernel.db": "sends what others wrote",
    "webapp.simulation.throwaway_shop": "makes and drops a database",
    "webapp.demo.load": "empties all tables there are; every load of the demo in the tests does",
    "webapp.web.api.openapi": "writes of GET and DELETE in prose",
}


@pytest.fixture(scope="module")
def schema(database_url: str) -> Iterator[Schema]:
    """The migrated schema, and the two tables that statements make for themselves."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(visits._STAGE)
        anew = ", ".join(f"{name} {kind}" for name, kind in recompute._PAIR.items())
        connection.execute(f"CREATE TEMPORARY TABLE anew ({anew})")
        yield Schema(connection)


def read(path: Path) -> list[Statement | Composed]:
    """What a module sends."""
    module = module_of(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [] if module in BESIDE else list(statements_in(module, tree, vars(import_module(module))))


def every_call() -> list[Statement]:
    """What the functions send that compose their statements, on an empty database."""
    found = sorted(Path(ROOT, "tests").rglob("composed_statements.py"))
    calls = [call for path in found for call in import_module(module_of(path)).CALLS]
    with recorded() as sent:
        for call in calls:
            # Whoever finds nothing says so; the statement was sent all the same.
            with suppress(DomainError), transaction():
                call()
    return sent


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_written_out_is_prepared_and_read_as_declared(schema: Schema, path: Path) -> None:
    written = [each for each in read(path) if isinstance(each, Statement)]
    assert [(each.line, fault) for each in written for fault in faults(each, schema)] == []


def test_what_is_composed_is_prepared_and_read_as_declared(app: APIFlask, schema: Schema) -> None:
    sent = every_call()
    assert {(each.module, each.line, fault) for each in sent for fault in faults(each, schema)} == set()


def test_no_place_and_no_piece_is_left_out(app: APIFlask) -> None:
    sent, known = every_call(), [each for path in sources() for each in read(path)]
    composed = [each for each in known if isinstance(each, Composed)]
    assert [each for each in composed if not any(map(each.sent, sent))] == []
    seen = {flat(each.sql) for each in [*sent, *known] if isinstance(each, Statement)}
    assert unseen(seen) == set()


def unseen(seen: set[str]) -> set[tuple[str, str]]:
    """The pieces of SQL that no statement holds, with their module."""
    # What models say of their tables is the migrations' business.
    asking = [
        path for path in sources() if "models" not in path.with_suffix("").parts and module_of(path) not in BESIDE
    ]
    whole = "\n".join(seen)
    pieces = {(module_of(each), piece) for each in asking for piece in fragments_in(ast.parse(each.read_text("utf-8")))}
    return {(module, piece) for module, piece in pieces if piece not in whole}


@dataclass(frozen=True)
class Someone:
    id: int
    name: str
    born: datetime
    kind: TextKind | None = None


def planted(source: str) -> list[Statement | Composed]:
    """What a module of these words would send."""
    return list(statements_in("planted", ast.parse(source), {"rows": rows, "row": row, "Someone": Someone}))


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ('rows(int, "SELECT idd FROM person")', 'column "idd" does not exist'),
        ('rows(int, "SELECT id FROM persons")', 'relation "persons" does not exist'),
        ('rows(int, "SELECT id FROM person WHERE id = :id", ids=1)', "asks for ['id'], is given ['ids']"),
        ('rows(int, "SELECT id, nickname FROM person")', "one value is read out of 2 columns"),
        ('rows(str, "SELECT unionid FROM person")', "unionid may be NULL"),
        ('row(str, "SELECT id FROM person")', "id is int8"),
        ('rows(Someone, "SELECT id, nickname AS name FROM person")', "Someone needs born, which is not selected"),
        ('rows(Someone, "SELECT id, nickname AS name, now() AS born, 1 AS n FROM person")', "Someone has no field n"),
        ('rows(Someone, "SELECT id, nickname AS name, now() AS born, 1 AS id FROM person")', "id is selected twice"),
        ('rows(Someone, "SELECT id, nickname AS name, id AS born FROM person")', "born is int8"),
        ('rows(Someone, "SELECT id, unionid AS name, now() AS born FROM person")', "name may be NULL"),
        ('rows(Someone, "SELECT id, nickname AS name, now() AS born, 1 AS kind FROM person")', "kind is int4"),
    ],
)
def test_a_planted_mistake_is_found(schema: Schema, call: str, fault: str) -> None:
    (statement,) = planted(call)
    assert isinstance(statement, Statement)
    (found,) = faults(statement, schema)
    assert fault in found


@pytest.mark.parametrize(
    "call",
    [
        'row(str, "SELECT unionid FROM person")',
        'rows(Someone, "SELECT id, unionid AS name, now() AS born FROM person WHERE unionid = :union", union="")',
        "rows(Someone, \"SELECT id, nickname AS name, now() AS born, text 'reply' AS kind FROM person\")",
    ],
)
def test_what_is_as_declared_is_no_mistake(schema: Schema, call: str) -> None:
    (statement,) = planted(call)
    assert isinstance(statement, Statement)
    assert faults(statement, schema) == []


def test_a_composed_statement_is_known_by_its_place_and_heard_when_it_is_sent(app: APIFlask) -> None:
    def ask(condition: str) -> list[int]:
        return rows(int, f"SELECT id FROM person WHERE {condition}")

    (place,) = planted("def ask(condition):\n    return rows(int, f'SELECT id FROM person WHERE {condition}')")
    assert place == Composed("planted", 2, 2)
    with recorded() as sent:
        ask("id = 1")
    (heard,) = sent
    assert (heard.module, heard.kind, heard.sql) == (__name__, int, "SELECT id FROM person WHERE id = 1")
    assert Composed(__name__, heard.line, heard.line).sent(heard)
    assert not Composed(__name__, 1, 2).sent(heard)


def test_a_piece_nobody_sends_is_found() -> None:
    assert ("webapp.trade.catalog.service", "UPDATE product SET status = :status WHERE code = :code") in unseen(set())
    prose = 'def f():\n    """One AND other."""\n    return f" AND a = :a {1}" "or so"'
    assert list(fragments_in(ast.parse(prose))) == ["AND a = :a"]
