"""Before Ada shares, she is told whom it would tire, who would welcome it, and what else to send."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import relationships
from webapp.social.relationships import Alternative, EventKind
from webapp.social.relationships.facts import AdviceReason, StageRequirement
from webapp.social.relationships.flows import mute_or_block_shopkeeper
from webapp.social.relationships.rules import next_stage
from webapp.social.relationships.service import events

pytestmark = pytest.mark.usefixtures("noon")


def reason_for(ada: Keeper, who: Somebody) -> AdviceReason:
    found = relationships.advise(ada.id, [who.id], now=clock.now())
    return (*found.welcomes, *found.unsure, *found.tires, *found.held_back)[0].reason


def test_who_opened_lately_would_welcome_it(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=2)
    assert reason_for(ada, bo) is AdviceReason.OPENED_LATELY


def test_who_let_two_pass_would_be_tired(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=9)
    for n in range(2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=5 - 2 * n)
    found = relationships.advise(ada.id, [bo.id], now=clock.now())
    assert (found.tires[0].reason, found.tires[0].ignored_lately) == (AdviceReason.IGNORED_LATELY, 2)
    assert found.tires[0].mean_if_ignored < found.tires[0].pair.mean
    assert found.alternative is Alternative.VALUE_CONTENT


def test_who_muted_or_blocked_or_lost_trust_is_held_back(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    mute_or_block_shopkeeper.mute(bo.id, ada.id)
    assert reason_for(ada, bo) is AdviceReason.MUTED
    mute_or_block_shopkeeper.block(bo.id, ada.id)
    assert reason_for(ada, bo) is AdviceReason.BLOCKED
    mute_or_block_shopkeeper.unblock(bo.id, ada.id)
    mute_or_block_shopkeeper.unmute(bo.id, ada.id)
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    assert reason_for(ada, bo) is AdviceReason.BELOW_GATE


def test_a_stranger_of_hers_is_not_spoken_of(app: APIFlask, ada: Keeper, cy: Somebody) -> None:
    found = relationships.advise(ada.id, [cy.id], now=clock.now())
    assert (found.welcomes, found.unsure, found.tires, found.held_back) == ((), (), (), ())


@pytest.mark.parametrize("size", [2, 12])
def test_advice_takes_three_statements_however_many_people(app: APIFlask, ada: Keeper, size: int) -> None:
    people = [add_person(f"P{n}") for n in range(size)]
    for person in people:
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1")
    with count_statements() as asked:
        found = relationships.advise(ada.id, [person.id for person in people], now=clock.now())
    assert (len(found.welcomes), len(asked)) == (size, 3)
    assert found.alternative is Alternative.PRODUCT


def test_a_pair_is_told_what_would_move_it_on(app: APIFlask, ada: Keeper, bo: Somebody) -> None:
    p = relationships.parameters()

    def lacking() -> StageRequirement:
        return next_stage.next_stage_of(relationships.events_of(ada.id, bo.id), clock.now(), p).missing

    assert lacking() is StageRequirement.FIRST_VISIT
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert lacking() is StageRequirement.VISITS
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:2")
    assert lacking() is StageRequirement.PURCHASES
    clock.advance(timedelta(days=60))
    assert lacking() is StageRequirement.ANY_CONTACT


def test_who_has_gone_quiet_gets_a_word_first_as_the_next_step_says(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=60)
    with transaction():
        events.derive_pair(ada.id, bo.id, now=clock.now())
    (about,) = relationships.advise(ada.id, [bo.id], now=clock.now()).tires
    assert about.reason is AdviceReason.GONE_QUIET


def test_who_is_hardly_known_is_not_said_to_welcome_it(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=20)
    found = relationships.advise(ada.id, [bo.id], now=clock.now())
    assert (len(found.welcomes), len(found.unsure)) == (0, 1)
