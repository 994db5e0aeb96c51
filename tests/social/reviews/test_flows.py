"""Bo says how what really arrived is: once, for ninety days, in words others read only when they are let through."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_product, add_shopkeeper, scalar
from tests.social.reviews.reviewing import check_all, kinds, received, says
from tests.trade import buying
from tests.trade.order_steps import refund, ship
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED
from webapp.journeys.check_text import check_text
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity
from webapp.people.identity.flows.login import login
from webapp.people.moderation import TextNeeded, TextState
from webapp.referral.shares import ShopkeeperSuspended
from webapp.social import reviews
from webapp.social.reviews import ReviewInput, Satisfaction, rules
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
from webapp.trade.refunds.flows.request_refund import request_refund

pytestmark = pytest.mark.usefixtures("noon")


def nothing_was_written() -> bool:
    """No review, no words, no job."""
    tables = ("review", "reviewed_line", "public_text")
    jobs = scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'check_text'")
    return jobs == 0 and all(scalar(f"SELECT count(*) FROM {table}") == 0 for table in tables)


def test_stars_count_at_once_and_words_when_they_are_shown(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    written = says(bo, arrived, tea, 5, "  很香  ")
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
    assert reviews.newest_with_text(tea.product_id) == []
    (public,) = reviews.reviews_of_product(tea.product_id).items
    assert (public.stars, public.review_text, public.buyer) == (5, None, "B**")
    check_all()
    (public,) = reviews.newest_with_text(tea.product_id)
    assert public.review_text
    assert (public.review_text.text, public.sku_zh, public.order_no) == ("很香", "小罐", arrived)


def test_words_are_optional(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    assert says(bo, arrived, tea, 3, "   ").review_text is None
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_words_that_are_refused_stay_hidden_and_their_stars_count(
    bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 2, FLAGGED)
    check_all()
    assert reviews.newest_with_text(tea.product_id) == []
    assert reviews.rating_of(tea.product_id).by_star[2] == 1


@pytest.mark.parametrize("opinion", [ReviewInput(sku_code="tea-s", stars=0), ReviewInput(sku_code="tea-s", stars=6)])
def test_stars_lie_between_one_and_five(bo: Somebody, arrived: str, opinion: ReviewInput) -> None:
    with pytest.raises(StarsNeeded):
        review_order(bo.id, arrived, [opinion])
    assert nothing_was_written()


def test_too_many_words_are_refused_and_nothing_is_half_done(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    with pytest.raises(TextNeeded):
        says(bo, arrived, tea, 5, "长" * 501)
    assert nothing_was_written()


def test_what_was_not_bought_cannot_be_reviewed(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    other = add_product("honey")
    with pytest.raises(NotBought):
        says(bo, arrived, other, 5, "真好")
    with pytest.raises(NotBought):
        review_order(bo.id, arrived, [ReviewInput(sku_code=tea.other_sku_code, stars=5, text="真好")])
    with pytest.raises(OrderNotFound):
        says(bo, "G260601NOSUCHNO00", tea, 5)
    assert nothing_was_written()


def test_somebody_elses_order_does_not_exist(ada: Keeper, cy: Somebody, arrived: str, tea: ListedProduct) -> None:
    for other in (cy, ada.person):
        with pytest.raises(OrderNotFound):
            says(other, arrived, tea, 1, "差")
    assert nothing_was_written()


@pytest.mark.parametrize("when", ["unpaid", "paid", "shipped"])
def test_nothing_is_reviewed_before_it_arrived(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, adas_share: str, when: str
) -> None:
    no = buying.order(bo, tea).no if when == "unpaid" else buying.buy(fake_wechat, bo, tea, token=adas_share)
    if when == "shipped":
        ship(no)
    with pytest.raises(NotReceived):
        says(bo, no, tea, 5, "还没到")
    assert nothing_was_written()


def test_what_is_being_given_back_or_was_is_not_reviewed(
    fake_wechat: FakeWechat, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    request_refund(arrived, by=f"person:{bo.id}")
    with pytest.raises(PurchaseRefunded):
        says(bo, arrived, tea, 1, "退了")
    refund(fake_wechat, arrived)
    with pytest.raises(PurchaseRefunded):
        says(bo, arrived, tea, 1, "退了")
    assert nothing_was_written()


def test_after_ninety_days_it_is_too_late(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    clock.advance(rules.REVIEW_WITHIN + timedelta(seconds=1))
    with pytest.raises(TooLateToReview):
        says(bo, arrived, tea, 5)
    assert nothing_was_written()


def test_each_thing_bought_is_reviewed_once(bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    says(bo, arrived, tea, 5)
    with pytest.raises(AlreadyReviewed):
        says(bo, arrived, tea, 1, "又不好了")
    assert (scalar("SELECT count(*) FROM review"), scalar("SELECT count(*) FROM public_text")) == (1, 0)


def test_several_things_are_reviewed_together_or_not_at_all(
    bo: Somebody, both_arrived: str, tea: ListedProduct
) -> None:
    good, bad = ReviewInput(sku_code=tea.sku_code, stars=5, text="好"), ReviewInput(sku_code="nothing", stars=5)
    with pytest.raises(NotBought):
        review_order(bo.id, both_arrived, [good, bad])
    assert nothing_was_written()
    written = review_order(bo.id, both_arrived, [good, ReviewInput(sku_code=tea.other_sku_code, stars=4)])
    assert [each.sku_code for each in written] == [tea.sku_code, tea.other_sku_code]


def test_the_one_who_wrote_it_takes_it_back_and_writes_no_other(
    ada: Keeper, bo: Somebody, cy: Somebody, arrived: str, tea: ListedProduct
) -> None:
    written = says(bo, arrived, tea, 2, "不香")
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
        says(bo, arrived, tea, 5, "改主意了")


def test_words_taken_back_before_their_check_are_checked_no_more(
    bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    written = says(bo, arrived, tea, 5, "很香")
    text_id = int(str(scalar("SELECT text_id FROM review")))
    withdraw_review(bo.id, written.id)
    assert check_text(text_id) is None


def test_ada_replies_once_to_a_review_of_her_sale(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat, arrived: str, tea: ListedProduct
) -> None:
    login(fake_wechat.mini.code_for(ada.person.mini, ada.person.unionid))
    written = says(bo, arrived, tea, 4, "不错")
    replied = reply_to_review(ada.id, written.id, " 谢谢 ")
    assert replied.reply
    assert (replied.reply.text, replied.reply.state) == ("谢谢", TextState.CHECKING)
    (own,) = reviews.reviews_of_order(bo.id, arrived)
    assert own.reply is None
    check_all()
    (own,) = reviews.reviews_of_order(bo.id, arrived)
    assert own.reply
    assert own.reply.text == "谢谢"
    with pytest.raises(AlreadyReplied):
        reply_to_review(ada.id, written.id, "再谢一次")
    assert scalar("SELECT count(*) FROM public_text") == 2


def test_nobody_replies_to_a_review_of_somebody_elses_sale(
    ada: Keeper, bo: Somebody, cy: Somebody, fake_wechat: FakeWechat, arrived: str, tea: ListedProduct
) -> None:
    written = says(bo, arrived, tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(add_shopkeeper(cy).id, written.id, "谢谢")
    platform = says(bo, received(fake_wechat, bo, tea), tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(ada.id, platform.id, "谢谢")
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_a_suspended_shop_says_nothing_in_public(ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    written = says(bo, arrived, tea, 4)
    with transaction():
        identity.set_status(ada.id, "suspended", "test")
    with pytest.raises(ShopkeeperSuspended):
        reply_to_review(ada.id, written.id, "谢谢")


def test_the_newest_three_with_words_are_shown_whatever_their_stars(
    fake_wechat: FakeWechat, bo_here: Somebody, tea: ListedProduct, adas_share: str
) -> None:
    for stars, words in ((1, "一"), (5, "二"), (2, "三"), (4, ""), (1, "四")):
        says(bo_here, received(fake_wechat, bo_here, tea, adas_share), tea, stars, words)
    check_all()
    shown = [
        (each.stars, each.review_text and each.review_text.text) for each in reviews.newest_with_text(tea.product_id)
    ]
    assert shown == [(1, "四"), (2, "三"), (5, "二")]


def test_all_are_listed_page_by_page_newest_first(
    fake_wechat: FakeWechat, bo_here: Somebody, tea: ListedProduct, adas_share: str
) -> None:
    for stars in (1, 2, 3, 4, 5):
        says(bo_here, received(fake_wechat, bo_here, tea, adas_share), tea, stars)
    first = reviews.reviews_of_product(tea.product_id, limit=3)
    rest = reviews.reviews_of_product(tea.product_id, cursor=first.next_cursor, limit=3)
    assert [each.stars for each in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None


def test_a_shops_satisfaction_counts_what_was_received_rated_and_liked(
    fake_wechat: FakeWechat, ada: Keeper, bo_here: Somebody, tea: ListedProduct, adas_share: str
) -> None:
    since = clock.now()
    buying.buy(fake_wechat, bo_here, tea, token=adas_share)
    assert reviews.satisfaction([ada.id], since) == {}
    for stars in (None, 1, 3, 4):
        no = received(fake_wechat, bo_here, tea, adas_share)
        if stars:
            says(bo_here, no, tea, stars)
    received(fake_wechat, bo_here, tea)
    assert reviews.satisfaction([ada.id, ada.id + 1], since) == {ada.id: Satisfaction(received=4, rated=3, satisfied=1)}
    assert reviews.satisfaction([ada.id], since + timedelta(seconds=1)) == {}


def test_given_back_goods_stay_in_the_figures(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 1, "坏的")
    check_all()
    refund(fake_wechat, arrived)
    assert reviews.satisfaction([ada.id], clock.now()) == {ada.id: Satisfaction(received=1, rated=1, satisfied=0)}
    assert reviews.rating_of(tea.product_id).count == 1


def test_an_order_asks_about_what_was_not_reviewed_yet(bo: Somebody, both_arrived: str, tea: ListedProduct) -> None:
    asked = reviews.order_reviews(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.reviewable, asked.written) == ([tea.sku_code, tea.other_sku_code], {})
    review_order(bo.id, both_arrived, [ReviewInput(sku_code=tea.sku_code, stars=5)])
    asked = reviews.order_reviews(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.reviewable, list(asked.written)) == ([tea.other_sku_code], [tea.sku_code])
    clock.advance(rules.REVIEW_WITHIN + timedelta(seconds=1))
    asked = reviews.order_reviews(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.reviewable, asked.until) == ((), None)
