"""Bo says how what really arrived is: once, for ninety days, in words others read only when they are let through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_product, add_shopkeeper, add_staff, scalar
from tests.social.reviews.reviewing import check_all, received, says
from tests.trade import buying
from tests.trade.orders.test_after_payment import HOLD, bring_to, refund, ship
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.check_text import check_text
from webapp.journeys.place_order import PlacedOrder, place_order
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity
from webapp.people.identity.flows.login import login
from webapp.people.moderation import TextNeeded, TextState
from webapp.people.moderation import staff_queries as moderation_staff_queries
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.referral.shares import ShopkeeperSuspended
from webapp.social import relationships, reviews
from webapp.social.relationships import EventKind
from webapp.social.relationships.rules import timeline
from webapp.social.relationships.words.kinds import void_reason_text
from webapp.social.reviews import ReviewInput, Satisfaction, queries, rules
from webapp.social.reviews.flows.reply_to_review import reply_to_review
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.social.reviews.rules import (
    AlreadyReplied,
    AlreadyReviewed,
    NotBought,
    NotReceived,
    PurchaseRefunded,
    ReviewNotFound,
    StarsNeeded,
    TooLateToReview,
)
from webapp.trade import orders
from webapp.trade.orders import OrderNotFound
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.refunds.flows.request_refund import request_refund

pytestmark = pytest.mark.usefixtures("noon")


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    """What counts between the two."""
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


def nothing_was_written() -> bool:
    """No review, no words, no job."""
    tables = ("review", "reviewed_line", "public_text")
    jobs = scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'check_text'")
    return jobs == 0 and all(scalar(f"SELECT count(*) FROM {table}") == 0 for table in tables)


@pytest.fixture
def token(ada: Keeper, tea: ListedProduct) -> str:
    return buying.share(ada, tea)


@pytest.fixture
def here(app: APIFlask, fake_wechat: FakeWechat, bo: Somebody) -> Somebody:
    """Bo has just opened the mini-program, so WeChat can judge his words."""
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    return bo


@pytest.fixture
def no(fake_wechat: FakeWechat, here: Somebody, tea: ListedProduct, token: str) -> str:
    """The tea Ada recommended has arrived at Bo's."""
    return received(fake_wechat, here, tea, token)


def test_stars_count_at_once_and_words_when_they_are_shown(bo: Somebody, no: str, tea: ListedProduct) -> None:
    written = says(bo, no, tea, 5, "  很香  ")
    assert (
        written.stars,
        written.review_text and written.review_text.text,
        written.review_text and written.review_text.state,
    ) == (
        5,
        "很香",
        TextState.CHECKING,
    )
    assert reviews.rating_of(tea.product_id).average == 5.0
    assert queries.newest_with_text(tea.product_id) == []
    (public,) = reviews.reviews_of_product(tea.product_id).items
    assert (public.stars, public.review_text, public.buyer) == (5, None, "B**")
    check_all()
    (public,) = queries.newest_with_text(tea.product_id)
    assert public.review_text
    assert (public.review_text.text, public.sku_zh, public.order_no) == ("很香", "小罐", no)


def test_words_are_optional(bo: Somebody, no: str, tea: ListedProduct) -> None:
    assert says(bo, no, tea, 3, "   ").review_text is None
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_words_that_are_refused_stay_hidden_and_their_stars_count(bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 2, FLAGGED)
    check_all()
    assert queries.newest_with_text(tea.product_id) == []
    assert reviews.rating_of(tea.product_id).by_star[2] == 1


@pytest.mark.parametrize("opinion", [ReviewInput(sku_code="tea-s", stars=0), ReviewInput(sku_code="tea-s", stars=6)])
def test_stars_lie_between_one_and_five(bo: Somebody, no: str, opinion: ReviewInput) -> None:
    with pytest.raises(StarsNeeded):
        review_order(bo.id, no, [opinion])
    assert nothing_was_written()


def test_too_many_words_are_refused_and_nothing_is_half_done(bo: Somebody, no: str, tea: ListedProduct) -> None:
    with pytest.raises(TextNeeded):
        says(bo, no, tea, 5, "长" * 501)
    assert nothing_was_written()


def test_what_was_not_bought_cannot_be_reviewed(bo: Somebody, no: str, tea: ListedProduct) -> None:
    other = add_product("honey")
    with pytest.raises(NotBought):
        says(bo, no, other, 5, "真好")
    with pytest.raises(NotBought):
        review_order(bo.id, no, [ReviewInput(sku_code=tea.other_sku_code, stars=5, text="真好")])
    with pytest.raises(OrderNotFound):
        says(bo, "G260601NOSUCHNO00", tea, 5)
    assert nothing_was_written()


def test_somebody_elses_order_does_not_exist(ada: Keeper, cy: Somebody, no: str, tea: ListedProduct) -> None:
    for other in (cy, ada.person):
        with pytest.raises(OrderNotFound):
            says(other, no, tea, 1, "差")
    assert nothing_was_written()


@pytest.mark.parametrize("when", ["unpaid", "paid", "shipped"])
def test_nothing_is_reviewed_before_it_arrived(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str, when: str
) -> None:
    no = buying.order(bo, tea).no if when == "unpaid" else buying.buy(fake_wechat, bo, tea, token=token)
    if when == "shipped":
        ship(no)
    with pytest.raises(NotReceived):
        says(bo, no, tea, 5, "还没到")
    assert nothing_was_written()


def test_what_is_being_given_back_or_was_is_not_reviewed(
    fake_wechat: FakeWechat, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    request_refund(no, by=f"person:{bo.id}")
    with pytest.raises(PurchaseRefunded):
        says(bo, no, tea, 1, "退了")
    refund(fake_wechat, no)
    with pytest.raises(PurchaseRefunded):
        says(bo, no, tea, 1, "退了")
    assert nothing_was_written()


def test_after_ninety_days_it_is_too_late(bo: Somebody, no: str, tea: ListedProduct) -> None:
    clock.advance(rules.REVIEW_WITHIN + timedelta(seconds=1))
    with pytest.raises(TooLateToReview):
        says(bo, no, tea, 5)
    assert nothing_was_written()


def test_each_thing_bought_is_reviewed_once(bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 5)
    with pytest.raises(AlreadyReviewed):
        says(bo, no, tea, 1, "又不好了")
    assert (scalar("SELECT count(*) FROM review"), scalar("SELECT count(*) FROM public_text")) == (1, 0)


def both_tins(bo: Somebody, tea: ListedProduct, token: str) -> PlacedOrder:
    return place_order(replace(buying.wish(bo, tea, token=token), items=[(tea.sku_code, 1), (tea.other_sku_code, 1)]))


@pytest.fixture
def two(fake_wechat: FakeWechat, here: Somebody, tea: ListedProduct, token: str) -> str:
    """An order with both tins has arrived."""
    no = both_tins(here, tea, token).no
    confirm_payment(buying.pay(fake_wechat, here, no), notice_id="both")
    bring_to("received", no, here)
    return no


def test_several_things_are_reviewed_together_or_not_at_all(bo: Somebody, two: str, tea: ListedProduct) -> None:
    good, bad = ReviewInput(sku_code=tea.sku_code, stars=5, text="好"), ReviewInput(sku_code="nothing", stars=5)
    with pytest.raises(NotBought):
        review_order(bo.id, two, [good, bad])
    assert nothing_was_written()
    written = review_order(bo.id, two, [good, ReviewInput(sku_code=tea.other_sku_code, stars=4)])
    assert [each.sku_code for each in written] == [tea.sku_code, tea.other_sku_code]


def test_the_one_who_wrote_it_takes_it_back_and_writes_no_other(
    ada: Keeper, bo: Somebody, cy: Somebody, no: str, tea: ListedProduct
) -> None:
    written = says(bo, no, tea, 2, "不香")
    check_all()
    reply_to_review(ada.id, written.id, "抱歉")
    with pytest.raises(ReviewNotFound):
        withdraw_review(cy.id, written.id)
    withdraw_review(bo.id, written.id)
    assert scalar("SELECT count(*) FROM review") == 0
    assert scalar("SELECT count(*) FROM public_text") == 0
    assert reviews.rating_of(tea.product_id).count == 0
    assert kinds(ada, bo) == []
    with pytest.raises(ReviewNotFound):
        withdraw_review(bo.id, written.id)
    with pytest.raises(AlreadyReviewed):
        says(bo, no, tea, 5, "改主意了")


def test_words_taken_back_before_their_check_are_checked_no_more(bo: Somebody, no: str, tea: ListedProduct) -> None:
    written = says(bo, no, tea, 5, "很香")
    text_id = int(str(scalar("SELECT text_id FROM review")))
    withdraw_review(bo.id, written.id)
    assert check_text(text_id) is None


def test_ada_replies_once_to_a_review_of_her_sale(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, no: str, tea: ListedProduct
) -> None:
    login(fake_wechat.mini.code_for(ada.person.mini, ada.person.unionid))
    written = says(bo, no, tea, 4, "不错")
    replied = reply_to_review(ada.id, written.id, " 谢谢 ")
    assert replied.reply
    assert (replied.reply.text, replied.reply.state) == ("谢谢", TextState.CHECKING)
    (own,) = reviews.reviews_of_order(bo.id, no)
    assert own.reply is None
    check_all()
    (own,) = reviews.reviews_of_order(bo.id, no)
    assert own.reply
    assert own.reply.text == "谢谢"
    with pytest.raises(AlreadyReplied):
        reply_to_review(ada.id, written.id, "再谢一次")
    assert scalar("SELECT count(*) FROM public_text") == 2


def test_nobody_replies_to_a_review_of_somebody_elses_sale(
    ada: Keeper, bo: Somebody, cy: Somebody, fake_wechat: FakeWechat, no: str, tea: ListedProduct
) -> None:
    written = says(bo, no, tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(add_shopkeeper(cy).id, written.id, "谢谢")
    platform = says(bo, received(fake_wechat, bo, tea), tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(ada.id, platform.id, "谢谢")
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_a_suspended_shop_says_nothing_in_public(ada: Keeper, bo: Somebody, no: str, tea: ListedProduct) -> None:
    written = says(bo, no, tea, 4)
    with transaction():
        identity.set_status(ada.id, "suspended", "test")
    with pytest.raises(ShopkeeperSuspended):
        reply_to_review(ada.id, written.id, "谢谢")


# What a review tells the relationship


def test_a_review_of_stars_alone_is_told_at_once(ada: Keeper, bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 3)
    assert kinds(ada, bo) == [EventKind.REVIEWED]


def test_a_review_with_words_is_told_when_they_are_shown(
    ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    says(bo, no, tea, 3, f"好茶 {DOUBTFUL}")
    check_all()
    assert kinds(ada, bo) == []
    text = moderation_staff_queries.waiting().items[0]
    moderate_text(add_staff().id, text.id, shown=True, reason="")
    assert kinds(ada, bo) == [EventKind.REVIEWED]
    assert scalar("SELECT source FROM relationship_event") == f"review:{scalar('SELECT id FROM review')}"


def test_a_review_whose_words_are_refused_is_not_told(ada: Keeper, bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 3, FLAGGED)
    check_all()
    assert kinds(ada, bo) == []


@pytest.mark.parametrize("stars", [4, 5])
def test_four_stars_say_at_once_and_once_that_bo_is_satisfied(
    ada: Keeper, bo: Somebody, no: str, tea: ListedProduct, stars: int
) -> None:
    says(bo, no, tea, stars)
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED, EventKind.REVIEWED]
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo).count(EventKind.PURCHASE_SATISFIED) == 1


def test_three_stars_leave_it_to_the_settlement(ada: Keeper, bo: Somebody, no: str, tea: ListedProduct) -> None:
    says(bo, no, tea, 3)
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo) == [EventKind.REVIEWED, EventKind.PURCHASE_SATISFIED]


@pytest.mark.parametrize("stars", [1, 2])
def test_two_stars_keep_the_settlement_from_calling_bo_satisfied(
    ada: Keeper, bo: Somebody, no: str, tea: ListedProduct, stars: int
) -> None:
    says(bo, no, tea, stars)
    clock.advance(HOLD)
    assert settle_orders() == 1
    assert kinds(ada, bo) == [EventKind.REVIEWED]


def test_two_stars_after_the_settlement_take_its_word_back(
    ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    clock.advance(HOLD)
    settle_orders()
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]
    written = says(bo, no, tea, 2)
    assert kinds(ada, bo) == [EventKind.REVIEWED]
    reason = str(scalar("SELECT reason FROM relationship_event_void"))
    assert reason == f"review:{written.id}"
    assert void_reason_text(reason, english=True) == "the review says otherwise"


@pytest.mark.parametrize("stars", [(5, 1), (1, 5)])
def test_of_two_things_the_one_that_disappoints_decides(
    ada: Keeper, bo: Somebody, two: str, tea: ListedProduct, stars: tuple[int, int]
) -> None:
    for sku, given in zip((tea.sku_code, tea.other_sku_code), stars, strict=True):
        review_order(bo.id, two, [ReviewInput(sku_code=sku, stars=given)])
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
    no: str,
    tea: ListedProduct,
    told: Callable[[Somebody, str, ListedProduct], None],
) -> None:
    told(bo, no, tea)
    assert EventKind.PURCHASE_SATISFIED in kinds(ada, bo)
    number = refund(fake_wechat, no)
    assert EventKind.PURCHASE_SATISFIED not in kinds(ada, bo)
    assert EventKind.REFUND_NO_FAULT in kinds(ada, bo)
    assert scalar("SELECT reason FROM relationship_event_void") == f"refund:{number}"
    struck = [line for line in timeline.timeline_of(ada.id, bo.id, now=clock.now()) if line.void_reason]
    assert [line.kind for line in struck] == [EventKind.PURCHASE_SATISFIED]
    assert void_reason_text(struck[0].void_reason, english=True) == "it was given back later"


def test_a_refund_wechat_closes_takes_nothing_back(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    says(bo, no, tea, 5)
    refund(fake_wechat, no, ends="CLOSED")
    assert EventKind.PURCHASE_SATISFIED in kinds(ada, bo)


def test_taking_it_back_takes_back_that_it_was_reviewed_and_no_more(
    ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    withdraw_review(bo.id, says(bo, no, tea, 5).id)
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]


def test_a_review_of_what_the_platform_sold_says_nothing(
    fake_wechat: FakeWechat, here: Somebody, tea: ListedProduct
) -> None:
    no = received(fake_wechat, here, tea)
    withdraw_review(here.id, says(here, no, tea, 5).id)
    assert scalar("SELECT count(*) FROM relationship_event") == 0
    refund(fake_wechat, no)
    assert scalar("SELECT count(*) FROM relationship_event") == 0


# What others read


def test_the_newest_three_with_words_are_shown_whatever_their_stars(
    fake_wechat: FakeWechat, here: Somebody, tea: ListedProduct, token: str
) -> None:
    for stars, words in ((1, "一"), (5, "二"), (2, "三"), (4, ""), (1, "四")):
        says(here, received(fake_wechat, here, tea, token), tea, stars, words)
    check_all()
    shown = [
        (each.stars, each.review_text and each.review_text.text) for each in queries.newest_with_text(tea.product_id)
    ]
    assert shown == [(1, "四"), (2, "三"), (5, "二")]


def test_all_are_listed_page_by_page_newest_first(
    fake_wechat: FakeWechat, here: Somebody, tea: ListedProduct, token: str
) -> None:
    for stars in (1, 2, 3, 4, 5):
        says(here, received(fake_wechat, here, tea, token), tea, stars)
    first = reviews.reviews_of_product(tea.product_id, limit=3)
    rest = reviews.reviews_of_product(tea.product_id, cursor=first.next_cursor, limit=3)
    assert [each.stars for each in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None


def test_a_shops_satisfaction_counts_what_was_received_rated_and_liked(
    fake_wechat: FakeWechat, ada: Keeper, here: Somebody, tea: ListedProduct, token: str
) -> None:
    since = clock.now()
    buying.buy(fake_wechat, here, tea, token=token)
    assert reviews.satisfaction([ada.id], since) == {}
    for stars in (None, 1, 3, 4):
        no = received(fake_wechat, here, tea, token)
        if stars:
            says(here, no, tea, stars)
    received(fake_wechat, here, tea)
    assert reviews.satisfaction([ada.id, ada.id + 1], since) == {ada.id: Satisfaction(received=4, rated=3, satisfied=1)}
    assert reviews.satisfaction([ada.id], since + timedelta(seconds=1)) == {}


def test_given_back_goods_stay_in_the_figures(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    says(bo, no, tea, 1, "坏的")
    check_all()
    refund(fake_wechat, no)
    assert reviews.satisfaction([ada.id], clock.now()) == {ada.id: Satisfaction(received=1, rated=1, satisfied=0)}
    assert reviews.rating_of(tea.product_id).count == 1


def test_an_order_asks_about_what_was_not_reviewed_yet(bo: Somebody, two: str, tea: ListedProduct) -> None:
    asked = queries.order_reviews(orders.order_for(bo.id, two), now=clock.now())
    assert (asked.reviewable, asked.written) == ([tea.sku_code, tea.other_sku_code], {})
    review_order(bo.id, two, [ReviewInput(sku_code=tea.sku_code, stars=5)])
    asked = queries.order_reviews(orders.order_for(bo.id, two), now=clock.now())
    assert (asked.reviewable, list(asked.written)) == ([tea.other_sku_code], [tea.sku_code])
    clock.advance(rules.REVIEW_WITHIN + timedelta(seconds=1))
    asked = queries.order_reviews(orders.order_for(bo.id, two), now=clock.now())
    assert (asked.reviewable, asked.until) == ((), None)
