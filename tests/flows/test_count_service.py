"""How a shop serves people is counted from what really happened, and changes what its shares cost."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody
from tests.flows import buying
from tests.flows.asking import answered, asked
from tests.flows.complaining import answer, complain
from webapp.domain.social import records, relationships
from webapp.flows.count_service import count_service
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock

pytestmark = pytest.mark.usefixtures("noon")


def test_nothing_happened_and_ability_stays_neutral(ada: Keeper) -> None:
    assert count_service() == 1
    record = records.record_of(ada.id)
    assert record is not None
    assert (record.sales, record.asked, record.complaints) == (0, 0, 0)
    assert relationships.ability_of(ada.id) == 0.5


def test_an_unanswered_question_lowers_ability_and_an_answered_complaint_does_not(
    ada: Keeper, bo: Somebody, twin: Twin, tea: Shelf
) -> None:
    answer(ada, complain(bo, buying.buy(twin, bo, tea, token=buying.share(ada, tea)), tea))
    count_service()
    before = relationships.ability_of(ada.id)
    assert before > 0.5
    asked(twin, bo, ada, tea)
    count_service()
    assert relationships.ability_of(ada.id) == before  # a day is given to answer
    clock.advance(timedelta(days=2))
    count_service()
    record = records.record_of(ada.id)
    assert record is not None
    assert (record.sales, record.complaints, record.in_time, record.asked, record.answered) == (1, 1, 1, 1, 0)
    assert relationships.ability_of(ada.id) < before


def test_answering_in_time_raises_ability(ada: Keeper, bo: Somebody, twin: Twin, tea: Shelf) -> None:
    answered(twin, ada, asked(twin, bo, ada, tea))
    count_service()
    assert relationships.ability_of(ada.id) > 0.5
