"""Relationships of any number for the measurements: pairs and what happened to them, always the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, cast

import numpy as np
import psycopg
from apiflask import APIFlask
from numpy.typing import NDArray

from webapp.kernel import clock
from webapp.kernel.db import db
from webapp.kernel.numpy_io import timestamp_micros
from webapp.social.relationships import EventKind
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.relationships.rules.parameters import DEFAULTS as P

PAIRS, EVENTS_PER_PAIR = 100_000, 10
CUSTOMERS_PER_SHOPKEEPER, SHOPS_PER_PERSON = 100, 2
# One shopkeeper has a tenth of all customers.
GREAT = 0.1
FIRST_SHOPKEEPER, FIRST_PERSON = 10_000_000, 20_000_000
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ALL_SECONDS, LIFE_SECONDS = 2 * 365 * 86_400, 200 * 86_400
# Some things are told the day after they happened.
TOLD_LATE, LATE_SECONDS = 0.1, 86_400
STRUCK_OF_A_THOUSAND = 1
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

# COPY's binary format of an event: each field is as long in every row, so that a row is one element of an array.
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
_ROW = np.dtype(
    [("fields", ">i2"), *(part for name, kind in _FIELDS for part in ((f"{name} bytes", ">i4"), (name, kind)))]
)
_BEGINS, _ENDS = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Events(NamedTuple):
    """What happened, in the order it was told."""

    shopkeeper: Ints
    person: Ints
    at: Ints
    kind: Ints
    gain: Floats
    cost: Floats


def grow(app: APIFlask, *, times: float, begin: float) -> None:
    """Add `times` portions of pairs with their events, numbered from `begin`, as a night's pass has left them."""
    before, pairs = int(begin * PAIRS), int(times * PAIRS)
    with app.app_context():
        with db.engine.connect() as connection:
            driver = cast(psycopg.Connection[Any], connection.connection.driver_connection)
            _load(driver, invent(pairs, before), before * EVENTS_PER_PAIR)
        with clock.frozen(NOW):
            recompute_relationships()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM ANALYZE relationship, relationship_event, relationship_event_void")
            connection.exec_driver_sql("VACUUM ANALYZE shopkeeper, person")
            connection.exec_driver_sql("CHECKPOINT")


def invent(pairs: int, before: int = 0) -> Events:
    """Ten times as many events as pairs; a few pairs have hundreds, many have one or two."""
    rng = np.random.default_rng(before + 8)
    shopkeeper, person = _who_knows_whom(rng, pairs)
    liveliness = rng.lognormal(0, 1.2, pairs)
    many = 1 + rng.multinomial((EVENTS_PER_PAIR - 1) * pairs, liveliness / liveliness.sum())
    of = np.repeat(np.arange(pairs), many)
    first = rng.uniform(0, ALL_SECONDS, pairs)
    life = np.minimum(rng.exponential(LIFE_SECONDS, pairs), ALL_SECONDS - first)
    seconds = first[of] + rng.uniform(0, 1, len(of)) * life[of]
    late = np.where(rng.uniform(size=len(of)) < TOLD_LATE, rng.uniform(0, LATE_SECONDS, len(of)), 0)
    told = np.argsort(seconds + late)
    of, seconds = of[told], seconds[told]
    share, gain, cost = np.array(list(MIX.values())).T
    which = rng.choice(len(MIX), len(of), p=share)
    kind = np.array(list(MIX))[which]
    again = (kind == EventKind.SHARE_IGNORED) & (rng.uniform(size=len(of)) < 0.15)
    return Events(
        FIRST_SHOPKEEPER + before + shopkeeper[of],
        FIRST_PERSON + before + person[of],
        timestamp_micros(NOW - timedelta(seconds=ALL_SECONDS)) + (seconds * 1e6).astype(np.int64),
        kind,
        gain[which],
        cost[which] * np.where(again, P.ignored_again_factor, 1),
    )


def _who_knows_whom(rng: np.random.Generator, pairs: int) -> tuple[Ints, Ints]:
    """Each shopkeeper knows a run of neighbours, so that no pair occurs twice."""
    shopkeepers, people = max(2, pairs // CUSTOMERS_PER_SHOPKEEPER), max(2, pairs // SHOPS_PER_PERSON)
    size = rng.pareto(1.5, shopkeepers) + 0.2
    size[0] = 0
    customers = np.minimum(rng.multinomial(round(pairs * (1 - GREAT)), size / size.sum()), people)
    customers[0] = pairs - customers.sum()
    of = np.repeat(np.arange(shopkeepers), customers)
    place = np.arange(len(of)) - np.repeat(np.cumsum(customers) - customers, customers)
    return of, (rng.integers(0, people, shopkeepers)[of] + place) % people


_BESIDE = (
    """INSERT INTO relationship (shopkeeper_id, person_id, since, as_of, first_at)
       SELECT shopkeeper_id, person_id, min(at), max(at), min(at) FROM relationship_event
       WHERE id > %(before)s GROUP BY 1, 2""",
    """INSERT INTO relationship_event_void (event_id, reason, at)
       SELECT id, 'contested', %(now)s FROM relationship_event
       WHERE id > %(before)s AND id %% 1000 < %(struck)s""",
    """INSERT INTO person (id, nickname, created_at) OVERRIDING SYSTEM VALUE
       SELECT id, 'Bench', %(now)s FROM (
           SELECT shopkeeper_id AS id FROM relationship UNION SELECT person_id FROM relationship
       ) AS somebody WHERE id >= %(least)s ON CONFLICT DO NOTHING""",
    """INSERT INTO shopkeeper (id, code, person_id, shop_name, agreement_version, agreement_accepted_at, created_at)
       OVERRIDING SYSTEM VALUE
       SELECT DISTINCT shopkeeper_id, 'b' || shopkeeper_id, shopkeeper_id, '', '1', %(now)s, %(now)s
       FROM relationship WHERE shopkeeper_id >= %(least)s ON CONFLICT DO NOTHING""",
    "SELECT setval(pg_get_serial_sequence('relationship_event', 'id'), (SELECT max(id) FROM relationship_event))",
)


def _load(driver: psycopg.Connection[Any], events: Events, before: int) -> None:
    """Events with their indexes made afterwards, and everything beside them; pairs bare, for a pass to fill."""
    values = {"now": NOW, "struck": STRUCK_OF_A_THOUSAND, "before": before, "least": FIRST_SHOPKEEPER}
    with driver.transaction():
        driver.execute("SET LOCAL statement_timeout = 0")
        driver.execute("SET LOCAL maintenance_work_mem = '512MB'")
        driver.execute("SET LOCAL work_mem = '256MB'")
        indexes = driver.execute(
            """SELECT indexname, indexdef FROM pg_indexes
               WHERE tablename = 'relationship_event' AND indexname NOT LIKE 'pk%'"""
        ).fetchall()
        for name, _ in indexes:
            driver.execute(f"DROP INDEX {name}")
        columns = ", ".join(name for name, _ in _FIELDS)
        with driver.cursor().copy(f"COPY relationship_event ({columns}) FROM STDIN BINARY") as copy:
            for part in _copied(events, before):
                copy.write(part)
        for _, definition in indexes:
            driver.execute(definition)
        for statement in _BESIDE:
            driver.execute(statement, values)


def _copied(events: Events, before: int) -> Iterator[bytes]:
    yield _BEGINS
    for first in range(0, len(events.at), PORTION):
        some = Events(*(column[first : first + PORTION] for column in events))
        number = before + first + 1 + np.arange(len(some.at))
        rows = np.empty(len(number), _ROW)
        rows["fields"] = len(_FIELDS)
        for name, kind in _FIELDS:
            rows[f"{name} bytes"] = np.dtype(kind).itemsize
        rows["id"], rows["shopkeeper_id"], rows["person_id"], rows["at"] = number, some.shopkeeper, some.person, some.at
        rows["kind"], rows["gain"], rows["cost"] = some.kind, some.gain, some.cost
        rows["source"] = np.char.add(b"touch:", (10_000_000 + number).astype("S8"))
        rows["detail"] = b"\x01" + _DETAIL
        yield rows.tobytes()
    yield _ENDS
