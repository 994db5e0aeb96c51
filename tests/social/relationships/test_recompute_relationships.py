"""Every night each relationship is looked at again; what time has not changed stays as it is."""

import random
import re
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person, add_shopkeeper
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from webapp.kernel import clock
from webapp.kernel.db import execute, rows, transaction
from webapp.social import relationships
from webapp.social.relationships import EventKind, Stage, recompute
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.relationships.service import events

pytestmark = pytest.mark.usefixtures("noon")
COLUMNS = (
    "shopkeeper_id, person_id, stage, since, r, s, as_of, blocked, events, first_at, last_act_at, acquaintance_at,"
    " familiar_at, friend_at, partner_at"
)


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every border there is between portions and parcels is met by a few people."""
    monkeypatch.setattr(recompute, "EVENTS_PER_PARTITION", 7)
    monkeypatch.setattr(recompute, "PAIRS_PER_PARTITION", 3)


def standing() -> list[dict[str, object]]:
    found = [dict(each) for each in rows(dict, f"SELECT {COLUMNS} FROM relationship ORDER BY 1, 2")]
    return [
        {**each, "r": pytest.approx(each["r"], abs=1e-9), "s": pytest.approx(each["s"], abs=1e-9)} for each in found
    ]


def derived_one_by_one() -> list[dict[str, object]]:
    """Where all stand when each pair is derived by itself, as telling an event does."""
    for each in rows(dict, "SELECT shopkeeper_id, person_id FROM relationship"):
        with transaction():
            events.derive_pair(each["shopkeeper_id"], each["person_id"], now=clock.now())
    return standing()


def damage() -> None:
    with transaction():
        execute(
            """UPDATE relationship SET stage = 'stranger', r = 7, s = 7, blocked = NOT blocked, friend_at = NULL,
                      partner_at = now(), events = 0, first_at = now(), as_of = now()"""
        )


def a_life(ada: Keeper, people: list[Somebody]) -> None:
    for n, person in enumerate(people):
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1", days_ago=20)
        happens(ada, person, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=9)
        happens(ada, person, EventKind.PURCHASE_SATISFIED, "order:2", days_ago=2)
        if n % 2:
            happens(ada, person, EventKind.COMPLAINT_UPHELD, "complaint:1", days_ago=1)


def many_lives(keepers: list[Keeper], people: list[Somebody]) -> None:
    """Told in any order, several at one moment, some struck: what each weighs and when it was differs."""
    kinds = [*EventKind, *[EventKind.PURCHASE_SATISFIED, EventKind.SHARE_OPENED] * 6]
    chance = random.Random(5)  # noqa: S311 - the same every time
    for n in range(120):
        who = chance.choice(keepers), chance.choice(people)
        happens(
            *who,
            chance.choice(kinds),
            f"x:{n}",
            days_ago=chance.choice([1, 2, 14, 30, chance.uniform(0, 90)]),
        )
    with transaction():
        execute(
            """INSERT INTO relationship_event_void (event_id, reason, at)
               SELECT id, 'contested', :now FROM relationship_event WHERE id % 9 = 0""",
            now=clock.now(),
        )


def test_recomputing_changes_nothing_that_was_right(app: APIFlask, ada: Keeper) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(5)])
    before = standing()
    assert recompute_relationships() == 0
    assert standing() == before


def test_what_was_damaged_comes_back_from_the_events(app: APIFlask, ada: Keeper, small_portions: None) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(10)])
    before = standing()
    damage()
    assert recompute_relationships() == 10
    # Since when they stand there is the one thing events do not say.
    assert [{**each, "since": None} for each in standing()] == [{**each, "since": None} for each in before]


def test_all_at_once_is_as_each_by_itself(app: APIFlask, ada: Keeper, small_portions: None) -> None:
    many_lives([ada, add_shopkeeper(add_person("Eve"))], [add_person(f"P{n}") for n in range(8)])
    clock.advance(timedelta(days=2))
    damage()
    assert recompute_relationships() > 8
    together = standing()
    assert derived_one_by_one() == together
    assert len({each["stage"] for each in together}) > 3


def test_there_may_be_nobody_yet(app: APIFlask) -> None:
    assert recompute_relationships() == 0


def test_with_its_only_event_struck_a_pair_are_strangers(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    with transaction():
        execute("INSERT INTO relationship_event_void SELECT id, 'contested', at FROM relationship_event")
    assert recompute_relationships() == 1
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.s, pair.events, pair.last_act_at) == (Stage.STRANGER, 0, 0, None)
    together = standing()
    assert derived_one_by_one() == together


def test_time_alone_cools_a_relationship(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    clock.advance(timedelta(days=40))
    assert recompute_relationships() == 1
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.since) == (Stage.COOLING, clock.now())


def test_whom_satisfied_buyers_trust_has_the_score(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1")
    happens(eve, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    recompute_relationships()
    scores = {
        each["shopkeeper_id"]: each["score"] for each in rows(dict, "SELECT shopkeeper_id, score FROM shopkeeper_score")
    }
    assert scores == {ada.id: pytest.approx(1.0), eve.id: 0.0}


def test_who_watches_sees_how_far_it_is(app: APIFlask, ada: Keeper, small_portions: None) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(5)])
    seen: list[tuple[str, int, int]] = []
    recompute_relationships(lambda *told: seen.append(told))
    read, looked_at = ([(done, of) for what, done, of in seen if what == each] for each in ("events read", "pairs"))
    assert len(read) > 1
    assert read[-1][0] == read[-1][1]
    assert [of for _, of in looked_at] == [5] * len(looked_at)
    assert looked_at[-1][0] == 5


def test_the_command_says_what_changed(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    clock.advance(timedelta(days=40))
    told = app.test_cli_runner().invoke(args=["relationships", "recompute"])
    assert told.stdout == "1 relationships changed.\n"
    assert re.search(r"pairs: 100%.* 1/1 ", told.stderr)


@pytest.mark.parametrize("size", [2, 10])
def test_it_takes_the_same_statements_however_many_pairs(app: APIFlask, ada: Keeper, size: int) -> None:
    a_life(ada, [add_person(f"P{n}") for n in range(size)])
    damage()
    with count_statements() as asked:
        recompute_relationships()
    assert len(asked) <= 25
