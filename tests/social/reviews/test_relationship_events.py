"""What a review tells the relationship: that it was written, and whether its buyer is satisfied."""

from collections.abc import Callable

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_staff, scalar
from tests.social.reviews.reviewing import check_all, kinds, received, says
from tests.trade.order_steps import HOLD, refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.kernel import clock
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.social.relationships import EventKind
from webapp.social.relationships.queries import timeline
from webapp.social.relationships.words.arithmetic import void_reason_text
from webapp.social.reviews import ReviewInput
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.trade.orders.flows.settle_orders import settle_orders

pytestmark = pytest.mark.usefixtures("noon")


def test_a_review_of_stars_alone_is_told_at_once(ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    says(bo, arrived, tea, 3)
    assert kinds(ada, bo) == [EventKind.REVIEWED]


def test_a_review_with_words_is_told_when_they_are_shown(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 3, f"好茶 {DOUBTFUL}")
    check_all()
    assert kinds(ada, bo) == []
    text = identity_staff_queries.waiting_texts().items[0]
    moderate_text(add_staff().id, text.id, shown=True, reason="")
    assert kinds(ada, bo) == [EventKind.REVIEWED]
    assert scalar("SELECT source FROM relationship_event") == f"review:{scalar('SELECT id FROM review')}"


def test_a_review_whose_words_are_refused_is_not_told(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 3, FLAGGED)
    check_all()
    assert kinds(ada, bo) == []


@pytest.mark.parametrize("stars", [4, 5])
def test_four_stars_say_at_once_and_once_that_bo_is_satisfied(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct, stars: int
) -> None:
    says(bo, arrived, tea, stars)
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED, EventKind.REVIEWED]
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo).count(EventKind.PURCHASE_SATISFIED) == 1


def test_three_stars_leave_it_to_the_settlement(ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    says(bo, arrived, tea, 3)
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo) == [EventKind.REVIEWED, EventKind.PURCHASE_SATISFIED]


@pytest.mark.parametrize("stars", [1, 2])
def test_two_stars_keep_the_settlement_from_calling_bo_satisfied(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct, stars: int
) -> None:
    says(bo, arrived, tea, stars)
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo) == [EventKind.REVIEWED]


def test_two_stars_after_the_settlement_take_its_word_back(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    clock.advance(HOLD)
    settle_orders()
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]
    written = says(bo, arrived, tea, 2)
    assert kinds(ada, bo) == [EventKind.REVIEWED]
    reason = str(scalar("SELECT reason FROM relationship_event_void"))
    assert reason == f"review:{written.id}"
    assert void_reason_text(reason, "en") == "the review says otherwise"


@pytest.mark.parametrize("stars", [(5, 1), (1, 5)])
def test_of_two_things_the_one_that_disappoints_decides(
    ada: Keeper, bo: Somebody, both_arrived: str, tea: ListedProduct, stars: tuple[int, int]
) -> None:
    for sku, given in zip((tea.sku_code, tea.other_sku_code), stars, strict=True):
        review_order(bo.id, both_arrived, [ReviewInput(sku_code=sku, stars=given)])
    clock.advance(HOLD)
    settle_orders()
    assert EventKind.PURCHASE_SATISFIED not in kinds(ada, bo)


def by_stars(bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 5)


def by_settlement(bo: Somebody, no: str, tea: ListedProduct) -> None:
    clock.advance(HOLD)
    settle_orders()


@pytest.mark.parametrize("told", [by_stars, by_settlement])
def test_a_purchase_called_satisfied_is_so_no_longer_when_it_is_given_back(
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    arrived: str,
    tea: ListedProduct,
    told: Callable[[Somebody, str, ListedProduct], None],
) -> None:
    told(bo, arrived, tea)
    assert EventKind.PURCHASE_SATISFIED in kinds(ada, bo)
    number = refund(fake_wechat, arrived)
    assert EventKind.PURCHASE_SATISFIED not in kinds(ada, bo)
    assert EventKind.REFUND_NO_FAULT in kinds(ada, bo)
    assert scalar("SELECT reason FROM relationship_event_void") == f"refund:{number}"
    struck = [line for line in timeline.timeline_of(ada.id, bo.id, now=clock.now()) if line.void_reason]
    assert [line.kind for line in struck] == [EventKind.PURCHASE_SATISFIED]
    assert void_reason_text(struck[0].void_reason, "en") == "it was given back later"


def test_a_refund_wechat_closes_takes_nothing_back(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 5)
    refund(fake_wechat, arrived, ends="CLOSED")
    assert EventKind.PURCHASE_SATISFIED in kinds(ada, bo)


def test_taking_it_back_takes_back_that_it_was_reviewed_and_no_more(
    ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    withdraw_review(bo.id, says(bo, arrived, tea, 5).id)
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]


def test_a_review_of_what_the_platform_sold_says_nothing(
    fake_wechat: FakeWechat, bo_here: Somebody, tea: ListedProduct
) -> None:
    no = received(fake_wechat, bo_here, tea)
    withdraw_review(bo_here.id, says(bo_here, no, tea, 5).id)
    assert scalar("SELECT count(*) FROM relationship_event") == 0
    refund(fake_wechat, no)
    assert scalar("SELECT count(*) FROM relationship_event") == 0
