"""Whole columns between PostgreSQL and numpy, for jobs that look at millions of rows.

A row that becomes a Python object costs both sides more than everything that is done with it. Here a query comes back
as one row in which each column is one string of bytes, the values in PostgreSQL's binary form one after the other; and
rows go in by COPY in the same form. Both are bounded by what the caller asks for at once.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from webapp.kernel.db import copy_in, execute, fetch_binary

Rows = NDArray[np.void]

# How PostgreSQL writes a value of a type, and how numpy reads that. A time that is not there is -infinity.
_FORMS = {
    "bigint": ("int8send({})", ">i8"),
    "int": ("int4send({})", ">i4"),
    "float8": ("float8send({})", ">f8"),
    "boolean": ("boolsend({})", "?"),
    "timestamptz": ("timestamptz_send(coalesce({}, '-infinity'))", ">i8"),
    "xid": ("xidsend({})", ">u4"),
    "char(12)": ("bpcharsend(CAST({} AS char(12)))", "S12"),
}
NO_TIMESTAMP = int(np.iinfo(np.int64).min)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def timestamp_micros(at: datetime) -> int:
    """A time as PostgreSQL counts it: microseconds since the year 2000, in UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


Columns = Mapping[str, tuple[str, str]]


def record_dtype(columns: Columns) -> "np.dtype[np.void]":
    """The record numpy keeps of a row with these columns."""
    return np.dtype([(name, np.dtype(_FORMS[kind][1]).newbyteorder("=")) for name, (_, kind) in columns.items()])


def fetch_records(columns: Columns, source: str, **parameters: object) -> Rows:
    """The rows of a query, in its order; `columns` gives each field its expression and its type."""
    parts = [f"string_agg({_FORMS[kind][0].format(sql)}, '') AS {name}" for name, (sql, kind) in columns.items()]
    found = fetch_binary(f"SELECT {', '.join(parts)} FROM ({source}) AS source", **parameters)  # noqa: S608 - no input
    wires = {name: np.frombuffer(found[name] or b"", _FORMS[kind][1]) for name, (_, kind) in columns.items()}
    rows = np.empty(len(next(iter(wires.values()))), record_dtype(columns))
    for name, wire in wires.items():
        rows[name] = wire
    return rows


def load_temporary_table(table: str, types: Mapping[str, str], rows: Rows) -> None:
    """Put rows into a table that lasts as long as the open transaction."""
    execute(f"CREATE TEMPORARY TABLE {table} ({', '.join(map(' '.join, types.items()))}) ON COMMIT DROP")
    sent = np.empty(
        len(rows), np.dtype([("fields", ">i2"), *(part for each in types.items() for part in _sent(*each))])
    )
    sent["fields"] = len(types)
    for name, kind in types.items():
        sent[f"{name} bytes"], sent[name] = np.dtype(_FORMS[kind][1]).itemsize, rows[name]
    copy_in(f"COPY {table} ({', '.join(types)}) FROM STDIN BINARY", _COPY_BEGINS + sent.tobytes() + _COPY_ENDS)
    execute(f"ANALYZE {table}")


_COPY_BEGINS, _COPY_ENDS = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"


def _sent(name: str, kind: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"{name} bytes", ">i4"), (name, _FORMS[kind][1])
