"""Ada sees where each of her customers stands and why, and nobody else's."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person, add_shopkeeper
from tests.social.relationships.event_factory import happens
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.social import relationships
from webapp.social.relationships import EventKind, NoSuchCustomer, Stage
from webapp.social.relationships.queries import pairs, timeline
from webapp.social.relationships.service import events

pytestmark = pytest.mark.usefixtures("noon")


def test_a_pair_stands_where_its_events_have_led_it(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=30)
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=8)
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:2", days_ago=1)
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.events, pair.nickname) == (Stage.FRIEND, 3, "B**")
    assert pair.mean == pytest.approx((pair.r + 1) / (pair.r + pair.s + 2))
    assert pair.interval[0] < pair.mean < pair.interval[1]


def test_telling_the_same_thing_twice_counts_once(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    told = [happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1") for _ in range(2)]
    assert told == [True, False]
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).s == pytest.approx(3.0)


def test_nobody_has_a_relationship_with_themselves(app: APIFlask, ada: Keeper) -> None:
    assert not happens(ada, ada.person, EventKind.SHARE_OPENED, "touch:1")


def test_somebody_elses_customer_does_not_exist(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    eve = add_shopkeeper(add_person("Eve"))
    with pytest.raises(NoSuchCustomer):
        relationships.pair_for(eve.id, bo.id, now=clock.now())


def test_the_story_gives_each_event_its_arithmetic_and_each_change_of_stage(
    app: APIFlask, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=3)
    for n in range(3):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=0.5 - n / 10)
    lines = timeline.timeline_of(ada.id, bo.id, now=clock.now())
    assert [line.change.after for line in lines if line.change] == [Stage.ACQUAINTANCE]
    assert [line.cost for line in lines if line.kind is EventKind.SHARE_IGNORED] == pytest.approx([0.2, 0.2, 0.3])
    last = lines[-1]
    assert last.base * last.repeat_factor * last.ability_factor == pytest.approx(last.cost)
    assert last.mean == pytest.approx((last.r + 1) / (last.r + last.s + 2))


def test_a_struck_event_stays_in_the_story_and_no_longer_counts(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    event_id = timeline.timeline_of(ada.id, bo.id, now=clock.now())[0].event_id
    assert event_id is not None
    with transaction():
        events.void_event(event_id, ada.id, bo.id, "it was the carrier", now=clock.now())
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).s == 0
    assert timeline.timeline_of(ada.id, bo.id, now=clock.now())[0].void_reason == "it was the carrier"


def test_the_funnel_counts_who_stands_where_who_ever_got_there_and_how_fast(
    app: APIFlask, ada: Keeper, bo: Somebody, cy: Somebody
) -> None:
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:1", days_ago=6)
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=4)
    happens(ada, cy, EventKind.SHARE_IGNORED, "share:1", days_ago=6)
    rungs = {rung.stage: rung for rung in relationships.funnel(ada.id)}
    assert (rungs[Stage.STRANGER].now, rungs[Stage.STRANGER].ever) == (1, 2)
    known = rungs[Stage.ACQUAINTANCE]
    assert (known.now, known.ever, known.conversion, known.median_days) == (1, 1, 0.5, pytest.approx(2))
    assert relationships.funnel(None) == relationships.funnel(ada.id)
    assert [rung.ever for rung in relationships.funnel(ada.id + 1)] == [0] * 6


def test_what_is_held_about_a_consumer_spans_all_shopkeepers(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    for keeper in (ada, eve):
        happens(keeper, bo, EventKind.SHARE_OPENED, "touch:1")
    assert [pair.shop_code for pair in pairs.pairs_of_consumer(bo.id, now=clock.now())] == ["shopada", "shopeve"]


def test_what_happened_is_never_rewritten(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    with pytest.raises(Exception, match="only grows"), transaction():
        execute("UPDATE relationship_event SET gain = 9")


def test_pages_of_customers_take_one_query(app: APIFlask, ada: Keeper) -> None:
    people = [add_person(f"P{n}") for n in range(5)]
    for person in people:
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1")
    first = relationships.pairs_of(ada.id, limit=3, now=clock.now())
    rest = relationships.pairs_of(ada.id, after=first[-1].person_id, limit=3, now=clock.now())
    assert [pair.person_id for pair in (*first, *rest)] == [person.id for person in people]
    assert relationships.pairs_of(ada.id, stage=Stage.FRIEND, limit=3, now=clock.now()) == []
