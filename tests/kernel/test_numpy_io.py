"""Whole columns go to numpy and back as they are."""

from datetime import UTC, datetime

import numpy as np
import pytest
from apiflask import APIFlask

from webapp.kernel import numpy_io
from webapp.kernel.db import fetch_binary, row, rows, transaction
from webapp.kernel.numpy_io import NO_TIMESTAMP, timestamp_micros

COLUMNS = {
    "number": ("n", "bigint"),
    "small": ("CAST(n AS int)", "int"),
    "share": ("n / 4.0::float8", "float8"),
    "odd": ("n % 2 = 1", "boolean"),
    "at": ("CASE WHEN n > 1 THEN timestamptz '2026-01-01 00:00:00.000001Z' END", "timestamptz"),
    "word": ("CASE n WHEN 1 THEN 'familiar' ELSE 'acquaintance' END", "char(12)"),
}
SOURCE = "SELECT n FROM generate_series(CAST(:least AS bigint), 3) AS n ORDER BY n DESC"
AT = timestamp_micros(datetime(2026, 1, 1, microsecond=1, tzinfo=UTC))


def test_a_query_becomes_columns_in_its_order(app: APIFlask) -> None:
    found = numpy_io.fetch_records(COLUMNS, SOURCE, least=1)
    assert found.tolist() == [
        (3, 3, 0.75, True, AT, b"acquaintance"),
        (2, 2, 0.5, False, AT, b"acquaintance"),
        (1, 1, 0.25, True, NO_TIMESTAMP, b"familiar    "),
    ]


def test_a_query_without_rows_becomes_empty_columns(app: APIFlask) -> None:
    found = numpy_io.fetch_records(COLUMNS, SOURCE, least=4)
    assert (len(found), found.dtype) == (0, numpy_io.record_dtype(COLUMNS))


def test_columns_put_aside_are_a_table_while_the_transaction_lasts(app: APIFlask) -> None:
    types = {name: kind for name, (_, kind) in COLUMNS.items()}
    found = numpy_io.fetch_records(COLUMNS, SOURCE, least=1)
    with transaction():
        numpy_io.load_temporary_table("aside", types, found)
        assert (
            numpy_io.fetch_records({name: (name, kind) for name, kind in types.items()}, "SELECT * FROM aside").tolist()
            == found.tolist()
        )
        assert rows(dict, "SELECT at FROM aside WHERE number = 2") == [
            {"at": datetime(2026, 1, 1, microsecond=1, tzinfo=UTC)}
        ]
    assert row(dict, "SELECT to_regclass('aside') AS it") == {"it": None}


@pytest.mark.parametrize(
    "at", [datetime(2000, 1, 1, tzinfo=UTC), datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)]
)
def test_a_moment_is_counted_as_postgresql_counts(app: APIFlask, at: datetime) -> None:
    sent = fetch_binary("SELECT timestamptz_send(:at) AS at", at=at)["at"]
    assert int(np.frombuffer(sent, ">i8")[0]) == timestamp_micros(at)
