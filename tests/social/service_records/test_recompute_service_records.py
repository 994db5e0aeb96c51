"""How a shop serves people is counted from what really happened, and changes what its shares cost."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.complaints.complaining import answer, complain, decide, hand_to_staff
from tests.social.questions.asking import answered, asked
from tests.social.reviews.reviewing import received, says
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.social import relationships
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.service_records import ServiceFigures, rules, service
from webapp.social.service_records.flows.recompute_service_records import recompute_service_records

pytestmark = pytest.mark.usefixtures("noon")


def test_nothing_happened_and_ability_stays_neutral(ada: Keeper) -> None:
    assert recompute_service_records() == 1
    record = service.service_record_of(ada.id)
    assert record is not None
    assert (record.sales, record.asked, record.complaints) == (0, 0, 0)
    assert relationships.ability_of(ada.id) == 0.5


def test_an_unanswered_question_lowers_ability_and_an_answered_complaint_does_not(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, tea: ListedProduct
) -> None:
    answer(ada, complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea))
    recompute_service_records()
    before = relationships.ability_of(ada.id)
    assert before > 0.5
    asked(fake_wechat, bo, ada, tea)
    recompute_service_records()
    assert relationships.ability_of(ada.id) == before  # a day is given to answer
    clock.advance(timedelta(days=2))
    recompute_service_records()
    record = service.service_record_of(ada.id)
    assert record is not None
    assert (record.sales, record.complaints, record.in_time, record.asked, record.answered) == (1, 1, 1, 1, 0)
    assert relationships.ability_of(ada.id) < before


def test_answering_in_time_raises_ability(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, tea: ListedProduct
) -> None:
    answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea))
    recompute_service_records()
    assert relationships.ability_of(ada.id) > 0.5


def counted(keeper: Keeper) -> ServiceFigures:
    """Ada's record as of tonight."""
    recompute_service_records()
    record = service.service_record_of(keeper.id)
    assert record is not None
    return record


def test_a_complaint_left_too_long_and_upheld_is_held_against_ada_once(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, tea: ListedProduct
) -> None:
    left = complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea)
    clock.advance(timedelta(days=3))
    escalate_overdue_complaints()
    answer(ada, left)
    decide(left, uphold=True)
    good = complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea)
    decide(hand_to_staff(ada, bo, good), uphold=False)
    after_sale = rules.skill_outcomes(counted(ada))[1]
    assert (after_sale.good, after_sale.total) == (1, 2)


def test_a_complaint_taken_back_before_its_term_says_nothing_about_ada(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, tea: ListedProduct
) -> None:
    filed = complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea)
    resolve_complaint(bo.id, filed.id, withdrawn=True)
    assert rules.skill_outcomes(counted(ada))[1].total == 0


def test_what_ada_buys_of_herself_is_no_sale_and_no_praise(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, tea: ListedProduct
) -> None:
    says(ada.person, received(fake_wechat, ada.person, tea, buying.share(ada, tea)), tea, 5)
    says(bo, received(fake_wechat, bo, tea, buying.share(ada, tea)), tea, 2)
    record = counted(ada)
    assert (record.sales, record.rated, record.satisfied) == (1, 1, 0)
