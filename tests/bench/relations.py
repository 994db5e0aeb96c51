"""Relationships of any size for the measurements: pairs, and events in the order they happened; always the same."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import psycopg
from numpy.typing import NDArray

from webapp.domain.social.relationships import EventKind
from webapp.domain.social.relationships.parameters import DEFAULTS as P

EVENTS_PER_PAIR = 10
CUSTOMERS_PER_SHOPKEEPER = 100
SHOPS_PER_PERSON = 2
# One shopkeeper has a tenth of all customers.
GREAT = 0.1
FIRST_SHOPKEEPER, FIRST_PERSON = 1_000_000, 2_000_000
NOW = datetime(2026, 6, 1, tzinfo=UTC)
YEARS_SECONDS, LIFE_SECONDS = 2 * 365 * 86_400, 200 * 86_400
STRUCK = 0.001
PORTION = 500_000

# How often what happens, and what it weighs.
MIX = {
    EventKind.SHARE_OPENED: (0.45, P.opened_gain, 0.0),
    EventKind.SHARE_IGNORED: (0.30, 0.0, P.ignored_cost),
    EventKind.PURCHASE_SATISFIED: (0.12, P.satisfied_gain, 0.0),
    EventKind.REFUND_NO_FAULT: (0.015, 0.0, P.refund_cost),
    EventKind.DELIVERY_LATE: (0.015, 0.0, P.late_cost),
    EventKind.COMPLAINT_UPHELD: (0.005, 0.0, P.complaint_cost),
    EventKind.BLOCK: (0.004, 0.0, 0.0),
    EventKind.UNBLOCK: (0.002, 0.0, 0.0),
    EventKind.ASKED: (0.03, 0.0, 0.0),
    EventKind.ANSWERED: (0.03, 0.0, 0.0),
    EventKind.REVIEWED: (0.019, 0.0, 0.0),
    EventKind.REFERRED: (0.01, 0.0, 0.0),
}

# COPY's binary format of one event; every field is as long in each row, so that a row is one element of an array.
_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DETAIL = b'{"base": 0.20, "again": 1.5, "ability": 1.00}'
_FIELDS = (
    ("id", ">i8"),
    ("shopkeeper_id", ">i8"),
    ("person_id", ">i8"),
    ("at", ">i8"),
    ("kind", ">i2"),
    ("gain", ">f8"),
    ("cost", ">f8"),
    ("source", "S14"),
    ("detail", f"S{1 + len(_DETAIL)}"),
)
_EVENT = np.dtype(
    [("fields", ">i2"), *(pair for name, kind in _FIELDS for pair in ((f"{name}_", ">i4"), (name, kind)))]
)
_HEADER, _TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"


class Events(NamedTuple):
    """What happened, in order of time."""

    shopkeeper: NDArray[np.int64]
    person: NDArray[np.int64]
    at: NDArray[np.int64]
    kind: NDArray[np.int64]
    gain: NDArray[np.float64]
    cost: NDArray[np.float64]


def invent(pairs: int, seed: int = 8) -> Events:
    """Ten times as many events as pairs; a few pairs have hundreds, many have one or two."""
    rng = np.random.default_rng(seed)
    shopkeeper, person = _who_knows_whom(rng, pairs)
    liveliness = rng.lognormal(0, 1.2, pairs)
    many = 1 + rng.multinomial((EVENTS_PER_PAIR - 1) * pairs, liveliness / liveliness.sum())
    of = np.repeat(np.arange(pairs), many)
    begin = rng.uniform(0, YEARS_SECONDS, pairs)
    life = np.minimum(rng.exponential(LIFE_SECONDS, pairs), YEARS_SECONDS - begin)
    seconds = begin[of] + rng.uniform(0, 1, len(of)) * life[of]
    order = np.argsort(seconds)
    of = of[order]
    end = (NOW - _POSTGRES_EPOCH) // timedelta(microseconds=1)
    at = end - YEARS_SECONDS * 1_000_000 + (seconds[order] * 1e6).astype(np.int64)
    share, gain, cost = np.array(list(MIX.values())).T
    which = rng.choice(len(MIX), len(of), p=share)
    again = np.where(rng.uniform(size=len(of)) < 0.15, P.ignored_again_factor, 1.0)
    kinds = np.array(list(MIX))
    weighs = np.where(kinds[which] == EventKind.SHARE_IGNORED, cost[which] * again, cost[which])
    return Events(shopkeeper[of], person[of], at, kinds[which], gain[which], weighs)


def _who_knows_whom(rng: np.random.Generator, pairs: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each shopkeeper knows a run of neighbours, so that no pair occurs twice."""
    shopkeepers, people = max(2, pairs // CUSTOMERS_PER_SHOPKEEPER), max(2, pairs // SHOPS_PER_PERSON)
    size = rng.pareto(1.5, shopkeepers) + 0.2
    size[0] = 0
    customers = np.minimum(rng.multinomial(round(pairs * (1 - GREAT)), size / size.sum()), people)
    customers[0] = min(pairs - customers.sum(), people)
    of = np.repeat(np.arange(shopkeepers), customers)
    place = np.arange(len(of)) - np.repeat(np.cumsum(customers) - customers, customers)
    neighbours = (rng.integers(0, people, shopkeepers)[of] + place) % people
    return FIRST_SHOPKEEPER + of, FIRST_PERSON + neighbours


def load(connection: psycopg.Connection[Any], events: Events) -> None:
    """Put them into empty tables: events with their indexes made afterwards, strikes, shopkeepers, and bare pairs."""
    with connection.transaction():
        connection.execute("SET LOCAL statement_timeout = 0")
        indexes = connection.execute(
            """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'relationship_event'
               AND indexname NOT LIKE 'pk%'"""
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        _copy(connection, events)
        for _, definition in indexes:
            connection.execute(definition)
        for statement in _BESIDE:
            connection.execute(statement, {"struck": STRUCK * 1000, "now": NOW})
    connection.execute("SET statement_timeout = 0")
    connection.execute("VACUUM ANALYZE relationship, relationship_event, relationship_strike, shopkeeper, person")
    connection.execute("CHECKPOINT")


_BESIDE = (
    """INSERT INTO relationship_strike (event_id, reason, at)
       SELECT id, 'contested', %(now)s FROM relationship_event WHERE id %% 1000 < %(struck)s AND cost > 0""",
    """INSERT INTO person (id, nickname, created_at) OVERRIDING SYSTEM VALUE
       SELECT DISTINCT somebody.id, 'Bench', %(now)s FROM relationship_event
       CROSS JOIN LATERAL (VALUES (shopkeeper_id), (person_id)) AS somebody (id)""",
    """INSERT INTO shopkeeper (id, code, person_id, shop_name, agreement_version, agreement_accepted_at, created_at)
       OVERRIDING SYSTEM VALUE
       SELECT DISTINCT shopkeeper_id, 'bench' || shopkeeper_id, shopkeeper_id, '', '1', %(now)s, %(now)s
       FROM relationship_event""",
    """INSERT INTO relationship (shopkeeper_id, person_id, since, as_of, first_at)
       SELECT shopkeeper_id, person_id, min(at), max(at), min(at) FROM relationship_event GROUP BY 1, 2""",
)


def _copy(connection: psycopg.Connection[Any], events: Events) -> None:
    columns = ", ".join(name for name, _ in _FIELDS)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY relationship_event ({columns}) FROM STDIN BINARY") as copy,
    ):
        copy.write(_HEADER)
        for first in range(0, len(events.at), PORTION):
            copy.write(_rows(events, first).tobytes())
        copy.write(_TRAILER)


def _rows(events: Events, first: int) -> NDArray[np.void]:
    some = Events(*(column[first : first + PORTION] for column in events))
    made = np.zeros(len(some.at), _EVENT)
    made["fields"] = len(_FIELDS)
    for name, kind in _FIELDS:
        made[f"{name}_"] = np.dtype(kind).itemsize
    made["id"] = first + 1 + np.arange(len(some.at))
    made["shopkeeper_id"], made["person_id"], made["at"] = some.shopkeeper, some.person, some.at
    made["kind"], made["gain"], made["cost"] = some.kind, some.gain, some.cost
    made["source"] = np.char.add(b"touch:", np.char.zfill((first + np.arange(len(some.at))).astype("S"), 8))
    made["detail"] = b"\x01" + _DETAIL
    return made
