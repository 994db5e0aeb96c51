"""Before Ada shares, she is told whom it would tire, who would welcome it, and what else to send."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person
from tests.domain.social.happening import happens
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Instead, Lacking, Reason
from webapp.flows import choose_about_shopkeeper
from webapp.kernel import clock
from webapp.kernel.db import listeners, transaction

pytestmark = pytest.mark.usefixtures("noon")


def reason_for(ada: Keeper, who: Somebody) -> Reason:
    found = relationships.advise(ada.id, [who.id], now=clock.now())
    return (*found.welcomes, *found.unsure, *found.tires, *found.held_back)[0].reason


def test_who_opened_lately_would_welcome_it(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=2)
    assert reason_for(ada, bo) is Reason.OPENED_LATELY


def test_who_let_two_pass_would_be_tired(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=9)
    for n in range(2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=5 - 2 * n)
    found = relationships.advise(ada.id, [bo.id], now=clock.now())
    assert (found.tires[0].reason, found.tires[0].ignored_lately) == (Reason.IGNORED_LATELY, 2)
    assert found.tires[0].mean_if_ignored < found.tires[0].pair.mean
    assert found.instead is Instead.VALUE_CONTENT


def test_who_muted_or_blocked_or_lost_trust_is_held_back(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    choose_about_shopkeeper.mute(bo.id, ada.id)
    assert reason_for(ada, bo) is Reason.MUTED
    choose_about_shopkeeper.block(bo.id, ada.id)
    assert reason_for(ada, bo) is Reason.BLOCKED
    choose_about_shopkeeper.unblock(bo.id, ada.id)
    choose_about_shopkeeper.unmute(bo.id, ada.id)
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    assert reason_for(ada, bo) is Reason.BELOW_GATE


def test_a_stranger_of_hers_is_not_spoken_of(app: APIFlask, ada: Keeper, cy: Somebody) -> None:
    found = relationships.advise(ada.id, [cy.id], now=clock.now())
    assert (found.welcomes, found.unsure, found.tires, found.held_back) == ((), (), (), ())


@pytest.mark.parametrize("size", [2, 12])
def test_advice_takes_three_statements_however_many_people(app: APIFlask, ada: Keeper, size: int) -> None:
    people = [add_person(f"P{n}") for n in range(size)]
    for person in people:
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1")
    asked: list[str] = []
    listeners.append(asked.append)
    try:
        found = relationships.advise(ada.id, [person.id for person in people], now=clock.now())
    finally:
        listeners.remove(asked.append)
    assert (len(found.welcomes), len(asked)) == (size, 3)
    assert found.instead is Instead.PRODUCT


def test_a_pair_is_told_what_would_move_it_on(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    p = relationships.parameters()

    def lacking() -> Lacking:
        return relationships.onward(relationships.events_of(ada.id, bo.id), clock.now(), p).lacking

    assert lacking() is Lacking.A_FIRST_VISIT
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert lacking() is Lacking.VISITS
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:2")
    assert lacking() is Lacking.PURCHASES
    clock.advance(timedelta(days=60))
    assert lacking() is Lacking.A_SIGN


def test_who_has_gone_quiet_gets_a_word_first_as_the_next_step_says(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=60)
    with transaction():
        relationships.derive(ada.id, bo.id, now=clock.now())
    (about,) = relationships.advise(ada.id, [bo.id], now=clock.now()).tires
    assert about.reason is Reason.GONE_QUIET


def test_who_is_hardly_known_is_not_said_to_welcome_it(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=20)
    found = relationships.advise(ada.id, [bo.id], now=clock.now())
    assert (len(found.welcomes), len(found.unsure)) == (0, 1)
