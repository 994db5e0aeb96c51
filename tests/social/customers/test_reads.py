"""A shopkeeper with many customers: asking about a few reads a few rows, whichever plan PostgreSQL settles on."""

from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask

from tests.bench import relations
from tests.bench.relations import FIRST_SHOPKEEPER, NOW
from webapp.kernel.db import execute, row, rows, transaction
from webapp.social.relationships import Stage, advise, pairs_of
from webapp.social.relationships.service.share_audience import AudienceHeldBack, check_audience

# Of a hundred shopkeepers all are read as soon as one.
TABLES = ["relationship", "relationship_event", "person"]
# The driver prepares a statement when it comes for the sixth time.
UNTIL_PREPARED = 7


@pytest.fixture(params=["force_custom_plan", "force_generic_plan"])
def customers(app: APIFlask, request: pytest.FixtureRequest) -> Iterator[list[int]]:
    """Those of the shopkeeper who has most, among ten thousand pairs with a hundred thousand events."""
    relations.grow(app, times=0.1, begin=0)
    execute(f"SET plan_cache_mode = {request.param}")
    yield [
        each["person_id"]
        for each in rows(
            dict, "SELECT person_id FROM relationship WHERE shopkeeper_id = :k ORDER BY person_id", k=FIRST_SHOPKEEPER
        )
    ]
    execute("RESET plan_cache_mode")


def counted() -> tuple[int, int]:
    """How many rows have been read by walking through tables, and how many through indexes."""
    rows(dict, "SELECT pg_stat_force_next_flush()")
    found = row(
        dict,
        """SELECT sum(seq_tup_read) AS walked, sum(idx_tup_fetch) AS fetched FROM pg_stat_user_tables
           WHERE relname = ANY(:tables)""",
        tables=TABLES,
    )
    assert found
    return int(found["walked"]), int(found["fetched"])


def read_by(ask: Callable[[], object]) -> tuple[int, int]:
    for _ in range(UNTIL_PREPARED):
        ask()
    walked, fetched = counted()
    ask()
    after = counted()
    return after[0] - walked, after[1] - fetched


def test_lists_and_advice_read_what_they_show(customers: list[int]) -> None:
    assert len(customers) == 1_000
    middle, few = customers[len(customers) // 2], customers[10:14]

    def checks() -> None:
        with transaction(), pytest.raises(AudienceHeldBack):
            check_audience(FIRST_SHOPKEEPER, customers[:100], now=NOW)

    asked = {
        "first page": lambda: pairs_of(FIRST_SHOPKEEPER, limit=21, now=NOW),
        "page in the middle": lambda: pairs_of(FIRST_SHOPKEEPER, after=middle, limit=21, now=NOW),
        "a rare stage": lambda: pairs_of(FIRST_SHOPKEEPER, stage=Stage.PARTNER, limit=21, now=NOW),
        "advice": lambda: advise(FIRST_SHOPKEEPER, few, now=NOW),
        "audience": checks,
    }
    found = {name: read_by(ask) for name, ask in asked.items()}
    assert {name: walked for name, (walked, _) in found.items() if walked} == {}
    # A pair, its person and its shop, and for advice the visits of those with whom something happened lately.
    assert {name: fetched for name, (_, fetched) in found.items() if fetched > 220} == {}
