"""Every night each relationship is looked at again; what time has not changed stays as it is."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person, add_shopkeeper
from tests.domain.social.test_queries import happens
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Stage
from webapp.flows import recompute_relationships as flow
from webapp.kernel import clock
from webapp.kernel.db import execute, listeners, rows, transaction

pytestmark = pytest.mark.usefixtures("noon")
COLUMNS = (
    "shopkeeper_id, person_id, stage, r, s, as_of, blocked, events, first_at, last_act_at, acquaintance_at, friend_at"
)


def standing() -> list[dict[str, object]]:
    return [dict(each) for each in rows(f"SELECT {COLUMNS} FROM relationship ORDER BY 1, 2")]


def a_life(ada: Keeper, people: list[Somebody]) -> None:
    for n, person in enumerate(people):
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1", days_ago=20)
        happens(ada, person, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=9)
        happens(ada, person, EventKind.PURCHASE_SATISFIED, "order:2", days_ago=2)
        if n % 2:
            happens(ada, person, EventKind.COMPLAINT_UPHELD, "complaint:1", days_ago=1)


def test_recomputing_changes_nothing_that_was_right(app: APIFlask, ada: Keeper) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(5)])
    before = standing()
    assert flow.recompute_relationships() == 0
    assert standing() == before


def test_what_was_damaged_comes_back_from_the_events(
    app: APIFlask, ada: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "PORTION", 2)
    a_life(ada, [add_person(f"P{n}") for n in range(5)])
    before = standing()
    with transaction():
        execute("UPDATE relationship SET stage = 'stranger', r = 7, friend_at = NULL, events = 0")
    seen: list[tuple[int, int]] = []
    assert flow.recompute_relationships(lambda done, of: seen.append((done, of))) == 5
    assert seen == [(2, 5), (4, 5), (5, 5)]
    assert [{**each, "r": pytest.approx(each["r"])} for each in before] == standing()


def test_time_alone_cools_a_relationship(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    clock.advance(timedelta(days=40))
    assert flow.recompute_relationships() == 1
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.since) == (Stage.COOLING, clock.now())


def test_whom_satisfied_buyers_trust_has_the_score(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1")
    happens(eve, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    flow.recompute_relationships()
    scores = {
        each["shopkeeper_id"]: each["score"] for each in rows("SELECT shopkeeper_id, score FROM shopkeeper_score")
    }
    assert scores == {ada.id: pytest.approx(1.0), eve.id: 0.0}


@pytest.mark.parametrize("size", [2, 10])
def test_a_portion_takes_the_same_statements_however_many_pairs(app: APIFlask, ada: Keeper, size: int) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(size)])
    asked: list[str] = []
    listeners.append(asked.append)
    try:
        flow.recompute_relationships()
    finally:
        listeners.remove(asked.append)
    assert len(asked) == 10
