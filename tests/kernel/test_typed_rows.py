"""A read names the type it returns, and gets it."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from apiflask import APIFlask

from webapp.kernel.db import WriteOutsideTransaction, row, rows, transaction


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tin:
    number: int
    colour: Colour
    lid: Colour | None = None


def test_columns_become_fields_and_enumerations(app: APIFlask) -> None:
    assert rows(Tin, "SELECT 1 AS number, 'red' AS colour UNION ALL SELECT 2, 'red' ORDER BY 1") == [
        Tin(number=1, colour=Colour.RED),
        Tin(number=2, colour=Colour.RED),
    ]
    found = row(Tin, "SELECT 1 AS number, 'red' AS colour, 'red' AS lid")
    assert found
    assert (found.colour, found.lid) == (Colour.RED, Colour.RED)
    empty = row(Tin, "SELECT 1 AS number, 'red' AS colour, NULL AS lid")
    assert empty
    assert empty.lid is None


def test_one_column_is_one_value(app: APIFlask) -> None:
    assert row(int, "SELECT 7 AS n") == 7
    assert row(Colour, "SELECT 'red' AS c") is Colour.RED
    assert rows(str, "SELECT x FROM (VALUES ('a'), ('b')) AS v (x) ORDER BY x") == ["a", "b"]
    assert row(int, "SELECT 7 WHERE false") is None


@pytest.mark.parametrize("sql", ["SELECT 1 AS number", "SELECT 1 AS number, 'red' AS colour, 2 AS more"])
def test_a_column_too_few_or_too_many_is_a_mistake(app: APIFlask, sql: str) -> None:
    with pytest.raises(TypeError):
        rows(Tin, sql)


def test_a_value_nobody_knows_is_a_mistake(app: APIFlask) -> None:
    with pytest.raises(ValueError, match="blue"):
        rows(Tin, "SELECT 1 AS number, 'blue' AS colour")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM person FOR SHARE",
        "SELECT id FROM person FOR KEY SHARE",
        "SELECT id FROM person FOR NO KEY UPDATE",
        "SELECT id FROM person FOR UPDATE",
        "SELECT pg_advisory_xact_lock(1)",
        "SELECT pg_try_advisory_xact_lock(1)",
        "DELETE FROM person",
    ],
)
def test_who_locks_or_writes_opens_a_transaction(app: APIFlask, sql: str) -> None:
    with pytest.raises(WriteOutsideTransaction):
        rows(dict, sql)
    with transaction():
        assert row(dict, "SELECT 1 AS n") == {"n": 1}
