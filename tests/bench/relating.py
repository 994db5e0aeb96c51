"""Relationships under measurement: all of them derived anew, and one audience looked at before a share.

The shop's code runs in this very process on a database of its own, so its CPU time is this process's, which does
nothing else meanwhile, and PostgreSQL's.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import databases
from tests.bench import relations
from tests.bench.measurements import Measurements
from tests.bench.processes import cpu_seconds
from webapp.domain.social import relationships
from webapp.flows.recompute_relationships import recompute_relationships
from webapp.kernel.db import db, row, rows

RATIOS = (
    ("trust_recompute_vs_sequential_scan", "sequential scan", "recomputation"),
    ("share_advice_vs_pk_lookup", "look-ups", "advice"),
)
PAIRS = 100_000
"""At 1 × the data, with ten times as many events."""
AUDIENCE, ADVICES = 100, 20
# One process does the yardstick, too: a recomputation has no helpers either.
_SCAN = "SELECT count(*) AS events, sum(gain) AS good, sum(cost) AS bad, max(at) AS last FROM relationship_event"


_PATIENT = """
SELECT set_config('statement_timeout', '0', false), set_config('max_parallel_workers_per_gather', '0', false)
"""


def measure(postgres: int, folder: Path, *, rounds: int, pairs: int, say: Callable[[str], None]) -> Measurements:
    """All rounds at one size of data; the first round only warms up, and writes where every pair stands."""
    found = Measurements()
    with _town(f"relations{pairs}", folder, pairs):
        audiences = _audiences()
        plan = (
            ("sequential scan", lambda: row(_SCAN), 1),
            ("recomputation", recompute_relationships, 1),
            ("look-ups", lambda: _look_up(audiences), len(audiences)),
            ("advice", lambda: _advise(audiences), len(audiences)),
        )
        for number in range(rounds + 1):
            for name, does, pieces in plan:
                before = time.process_time() + cpu_seconds(postgres)
                does()
                if number:
                    found.note(name, (time.process_time() + cpu_seconds(postgres) - before) / pieces)
            say(f"  {pairs} pairs: round {number} of {rounds}" if number else f"  {pairs} pairs: warmed up")
        say("  " + ", ".join(f"{name} {found.microseconds(name):.0f} µs" for name, *_ in plan))
    return found


@contextmanager
def _town(name: str, folder: Path, pairs: int) -> Iterator[None]:
    """A shop whose database holds so many relationships, open in this process."""
    url = databases.create(name)
    app = databases.make_shop(url, folder / name)
    with psycopg.connect(url, autocommit=True) as connection:
        relations.load(connection, relations.invent(pairs))
    try:
        with app.app_context():
            # The pool's connections read alone and for as long as it takes.
            rows(_PATIENT)
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        databases.drop(name)


def _audiences() -> list[tuple[int, list[int]]]:
    """Shopkeepers with the customers a share of theirs would be meant for."""
    found = rows(
        """SELECT shopkeeper_id, (array_agg(person_id ORDER BY person_id))[1 : :most] AS people FROM relationship
           GROUP BY shopkeeper_id HAVING count(*) >= :least ORDER BY shopkeeper_id LIMIT :many""",
        most=AUDIENCE,
        least=AUDIENCE // 2,
        many=ADVICES,
    )
    return [(each["shopkeeper_id"], each["people"]) for each in found]


def _look_up(audiences: Sequence[tuple[int, list[int]]]) -> None:
    """The same people's rows one by one, by primary key: the least anybody could do to know about them."""
    for shopkeeper_id, people in audiences:
        for person_id in people:
            row("SELECT * FROM relationship WHERE shopkeeper_id = :s AND person_id = :p", s=shopkeeper_id, p=person_id)


def _advise(audiences: Sequence[tuple[int, list[int]]]) -> None:
    for shopkeeper_id, people in audiences:
        relationships.advise(shopkeeper_id, people, now=relations.NOW)
