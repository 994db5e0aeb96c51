"""A fact is said in the transaction that makes it true, and what follows from it happens with it or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from apiflask import APIFlask

from tests.cast import scalar
from webapp.journeys.consequences import CONSEQUENCES
from webapp.kernel import facts
from webapp.kernel.db import execute, row, transaction
from webapp.kernel.facts import Fact, Table, after, happened, later, within

JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'erase_person'"
WRITTEN = "SELECT count(*) FROM shared_value WHERE key LIKE 'fact %'"


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened(Fact):
    """Something happened in a test."""

    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HappenedMore(Happened):
    """Something more special happened."""


class Broken(Exception):
    """A consequence fails."""


def write(name: str) -> None:
    execute(
        "INSERT INTO shared_value (key, value, expires_at) VALUES (:key, '', now() + interval '1 day')",
        key=f"fact {name}",
    )


def fail(_: Happened) -> None:
    raise Broken


@pytest.fixture
def order() -> list[str]:
    """What was done, in order."""
    return []


@pytest.fixture
def table(app: APIFlask, order: list[str]) -> Iterator[Table]:
    """Three consequences of one fact: done, done, enqueued."""
    made = Table(
        after(
            Happened,
            within(lambda fact: order.append(f"first {fact.number}"), "it comes first"),
            within(lambda _: write("second"), "it comes second"),
            later("erase_person", lambda fact: {"request_id": fact.number}, "it can wait", lock=lambda _: "test"),
        )
    )
    facts.init_app(app, made)
    yield made
    facts.init_app(app, CONSEQUENCES)


def test_what_follows_is_done_with_what_has_happened(table: Table, order: list[str]) -> None:
    with transaction():
        happened(Happened(number=7))
        assert order == ["first 7"]
    assert (scalar(WRITTEN), scalar(JOBS)) == (1, 1)
    assert scalar("SELECT (args->>'request_id')::int FROM procrastinate_jobs WHERE lock = 'test'") == 7


@pytest.mark.parametrize("fails", [True, False], ids=["a consequence fails", "control: none does"])
def test_a_consequence_that_fails_undoes_everything(app: APIFlask, table: Table, fails: bool) -> None:
    (present,) = table
    last = [within(fail, "it fails")] if fails else []
    facts.init_app(app, Table(after(Happened, *present.consequences, *last)))
    outcome: Exception | None = None
    try:
        with transaction():
            write("the cause")
            happened(Happened(number=1))
    except Broken as error:
        outcome = error
    assert isinstance(outcome, Broken) is fails
    assert (scalar(WRITTEN), scalar(JOBS)) == ((0, 0) if fails else (2, 1))


@pytest.mark.parametrize("commits", [True, False], ids=["it commits", "it does not"])
def test_a_job_is_enqueued_only_if_the_transaction_commits(table: Table, commits: bool) -> None:
    try:
        with transaction():
            happened(Happened(number=1))
            assert row(dict, JOBS) == {"count": 1}
            if not commits:
                raise Broken
    except Broken:
        pass
    assert scalar(JOBS) == (1 if commits else 0)


def test_a_fact_is_said_in_a_transaction(table: Table) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        happened(Happened(number=1))


@pytest.mark.parametrize("kind", [HappenedMore, Fact])
def test_a_kind_of_fact_without_a_row_of_its_own_is_an_error(table: Table, kind: type[Fact]) -> None:
    """Nothing is matched by what a kind descends from."""
    fact = HappenedMore(number=1) if kind is HappenedMore else Fact()
    with transaction(), pytest.raises(LookupError, match=f"no row for {kind.__name__}"):
        happened(fact)


def test_an_app_without_the_table_is_an_error(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(app.extensions, "consequences")
    with transaction(), pytest.raises(RuntimeError, match="no table of consequences"):
        happened(Happened(number=1))
    with pytest.raises(RuntimeError, match="no table of consequences"):
        facts.check(app)


def test_a_table_that_names_an_unknown_job_is_refused_at_the_start(app: APIFlask, table: Table) -> None:
    facts.check(app)
    facts.init_app(app, Table(after(Happened, later("erase_persom", lambda _: {}, "a slip of the pen"))))
    with pytest.raises(RuntimeError, match="erase_persom"):
        facts.check(app)


def test_a_row_says_something_and_says_it_once() -> None:
    with pytest.raises(ValueError, match="nothing follows"):
        after(Happened)
    once = after(Happened, within(fail, "it fails"))
    with pytest.raises(ValueError, match="one row"):
        Table(once, once)
