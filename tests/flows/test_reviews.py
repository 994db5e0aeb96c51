"""Bo says how what really arrived is: once, for ninety days, in words others read only when they are let through."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody, add_product, add_shopkeeper, scalar
from tests.flows import buying
from tests.flows.following import refund, ship
from tests.flows.reviewing import check_all, kinds, received, says
from webapp.domain import identity, orders
from webapp.domain.moderation import TextState, WordsNeeded
from webapp.domain.orders import OrderNotFound
from webapp.domain.referral import ShopkeeperSuspended
from webapp.domain.social import reviews
from webapp.domain.social.reviews import (
    AlreadyReplied,
    AlreadyReviewed,
    NotBought,
    NotReceived,
    Opinion,
    PurchaseGivenBack,
    ReviewNotFound,
    Satisfaction,
    StarsNeeded,
    TooLateToReview,
)
from webapp.flows.check_text import check_text
from webapp.flows.login import login
from webapp.flows.reply_to_review import reply_to_review
from webapp.flows.request_refund import request_refund
from webapp.flows.review_order import review_order
from webapp.flows.take_back_review import take_back_review
from webapp.gateways.wechat.twin import Twin
from webapp.gateways.wechat.twin_accounts import FLAGGED
from webapp.kernel import clock
from webapp.kernel.db import transaction

pytestmark = pytest.mark.usefixtures("noon")


def nothing_was_written() -> bool:
    """No review, no words, no job."""
    tables = ("review", "reviewed_line", "public_text")
    jobs = scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'check_text'")
    return jobs == 0 and all(scalar(f"SELECT count(*) FROM {table}") == 0 for table in tables)


def test_stars_count_at_once_and_words_when_they_are_shown(bo: Somebody, arrived: str, tea: Shelf) -> None:
    written = says(bo, arrived, tea, 5, "  很香  ")
    assert (written.stars, written.said and written.said.words, written.said and written.said.state) == (
        5,
        "很香",
        TextState.CHECKING,
    )
    assert reviews.rating_of(tea.product_id).average == 5.0
    assert reviews.newest_words(tea.product_id) == []
    (public,) = reviews.reviews_of_product(tea.product_id).items
    assert (public.stars, public.said, public.buyer) == (5, None, "B**")
    check_all()
    (public,) = reviews.newest_words(tea.product_id)
    assert public.said
    assert (public.said.words, public.sku_zh, public.order_no) == ("很香", "小罐", arrived)


def test_words_are_optional(bo: Somebody, arrived: str, tea: Shelf) -> None:
    assert says(bo, arrived, tea, 3, "   ").said is None
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_words_that_are_refused_stay_hidden_and_their_stars_count(bo: Somebody, arrived: str, tea: Shelf) -> None:
    says(bo, arrived, tea, 2, FLAGGED)
    check_all()
    assert reviews.newest_words(tea.product_id) == []
    assert reviews.rating_of(tea.product_id).by_star[2] == 1


@pytest.mark.parametrize("opinion", [Opinion(sku_code="tea-s", stars=0), Opinion(sku_code="tea-s", stars=6)])
def test_stars_lie_between_one_and_five(bo: Somebody, arrived: str, opinion: Opinion) -> None:
    with pytest.raises(StarsNeeded):
        review_order(bo.id, arrived, [opinion])
    assert nothing_was_written()


def test_too_many_words_are_refused_and_nothing_is_half_done(bo: Somebody, arrived: str, tea: Shelf) -> None:
    with pytest.raises(WordsNeeded):
        says(bo, arrived, tea, 5, "长" * 501)
    assert nothing_was_written()


def test_what_was_not_bought_cannot_be_reviewed(bo: Somebody, arrived: str, tea: Shelf) -> None:
    other = add_product("honey")
    with pytest.raises(NotBought):
        says(bo, arrived, other, 5, "真好")
    with pytest.raises(NotBought):
        review_order(bo.id, arrived, [Opinion(sku_code=tea.other_sku_code, stars=5, words="真好")])
    with pytest.raises(OrderNotFound):
        says(bo, "G260601NOSUCHNO00", tea, 5)
    assert nothing_was_written()


def test_somebody_elses_order_does_not_exist(ada: Keeper, cy: Somebody, arrived: str, tea: Shelf) -> None:
    for other in (cy, ada.person):
        with pytest.raises(OrderNotFound):
            says(other, arrived, tea, 1, "差")
    assert nothing_was_written()


@pytest.mark.parametrize("when", ["unpaid", "paid", "shipped"])
def test_nothing_is_reviewed_before_it_arrived(
    twin: Twin, bo: Somebody, tea: Shelf, adas_share: str, when: str
) -> None:
    no = buying.order(bo, tea).no if when == "unpaid" else buying.buy(twin, bo, tea, token=adas_share)
    if when == "shipped":
        ship(no)
    with pytest.raises(NotReceived):
        says(bo, no, tea, 5, "还没到")
    assert nothing_was_written()


def test_what_is_being_given_back_or_was_is_not_reviewed(twin: Twin, bo: Somebody, arrived: str, tea: Shelf) -> None:
    request_refund(arrived, by=f"person:{bo.id}")
    with pytest.raises(PurchaseGivenBack):
        says(bo, arrived, tea, 1, "退了")
    refund(twin, arrived)
    with pytest.raises(PurchaseGivenBack):
        says(bo, arrived, tea, 1, "退了")
    assert nothing_was_written()


def test_after_ninety_days_it_is_too_late(bo: Somebody, arrived: str, tea: Shelf) -> None:
    clock.advance(reviews.REVIEW_WITHIN + timedelta(seconds=1))
    with pytest.raises(TooLateToReview):
        says(bo, arrived, tea, 5)
    assert nothing_was_written()


def test_each_thing_bought_is_reviewed_once(bo: Somebody, arrived: str, tea: Shelf) -> None:
    says(bo, arrived, tea, 5)
    with pytest.raises(AlreadyReviewed):
        says(bo, arrived, tea, 1, "又不好了")
    assert (scalar("SELECT count(*) FROM review"), scalar("SELECT count(*) FROM public_text")) == (1, 0)


def test_several_things_are_reviewed_together_or_not_at_all(bo: Somebody, both_arrived: str, tea: Shelf) -> None:
    good, bad = Opinion(sku_code=tea.sku_code, stars=5, words="好"), Opinion(sku_code="nothing", stars=5)
    with pytest.raises(NotBought):
        review_order(bo.id, both_arrived, [good, bad])
    assert nothing_was_written()
    written = review_order(bo.id, both_arrived, [good, Opinion(sku_code=tea.other_sku_code, stars=4)])
    assert [each.sku_code for each in written] == [tea.sku_code, tea.other_sku_code]


def test_the_one_who_wrote_it_takes_it_back_and_writes_no_other(
    ada: Keeper, bo: Somebody, cy: Somebody, arrived: str, tea: Shelf
) -> None:
    written = says(bo, arrived, tea, 2, "不香")
    check_all()
    reply_to_review(ada.id, written.id, "抱歉")
    with pytest.raises(ReviewNotFound):
        take_back_review(cy.id, written.id)
    take_back_review(bo.id, written.id)
    assert scalar("SELECT count(*) FROM review") == 0
    assert scalar("SELECT count(*) FROM public_text") == 0
    assert reviews.rating_of(tea.product_id).count == 0
    assert kinds(ada, bo) == []
    with pytest.raises(ReviewNotFound):
        take_back_review(bo.id, written.id)
    with pytest.raises(AlreadyReviewed):
        says(bo, arrived, tea, 5, "改主意了")


def test_words_taken_back_before_their_check_are_checked_no_more(bo: Somebody, arrived: str, tea: Shelf) -> None:
    written = says(bo, arrived, tea, 5, "很香")
    text_id = int(str(scalar("SELECT text_id FROM review")))
    take_back_review(bo.id, written.id)
    assert check_text(text_id) is None


def test_ada_replies_once_to_a_review_of_her_sale(
    ada: Keeper, bo: Somebody, twin: Twin, arrived: str, tea: Shelf
) -> None:
    login(twin.mini.code_for(ada.person.mini, ada.person.unionid))
    written = says(bo, arrived, tea, 4, "不错")
    replied = reply_to_review(ada.id, written.id, " 谢谢 ")
    assert replied.reply
    assert (replied.reply.words, replied.reply.state) == ("谢谢", TextState.CHECKING)
    (own,) = reviews.reviews_of_order(bo.id, arrived)
    assert own.reply is None
    check_all()
    (own,) = reviews.reviews_of_order(bo.id, arrived)
    assert own.reply
    assert own.reply.words == "谢谢"
    with pytest.raises(AlreadyReplied):
        reply_to_review(ada.id, written.id, "再谢一次")
    assert scalar("SELECT count(*) FROM public_text") == 2


def test_nobody_replies_to_a_review_of_somebody_elses_sale(
    ada: Keeper, bo: Somebody, cy: Somebody, twin: Twin, arrived: str, tea: Shelf
) -> None:
    written = says(bo, arrived, tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(add_shopkeeper(cy).id, written.id, "谢谢")
    platform = says(bo, received(twin, bo, tea), tea, 4)
    with pytest.raises(ReviewNotFound):
        reply_to_review(ada.id, platform.id, "谢谢")
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_a_suspended_shop_says_nothing_in_public(ada: Keeper, bo: Somebody, arrived: str, tea: Shelf) -> None:
    written = says(bo, arrived, tea, 4)
    with transaction():
        identity.set_status(ada.id, "suspended", "test")
    with pytest.raises(ShopkeeperSuspended):
        reply_to_review(ada.id, written.id, "谢谢")


def test_the_newest_three_with_words_are_shown_whatever_their_stars(
    twin: Twin, bo_here: Somebody, tea: Shelf, adas_share: str
) -> None:
    for stars, words in ((1, "一"), (5, "二"), (2, "三"), (4, ""), (1, "四")):
        says(bo_here, received(twin, bo_here, tea, adas_share), tea, stars, words)
    check_all()
    shown = [(each.stars, each.said and each.said.words) for each in reviews.newest_words(tea.product_id)]
    assert shown == [(1, "四"), (2, "三"), (5, "二")]


def test_all_are_listed_page_by_page_newest_first(twin: Twin, bo_here: Somebody, tea: Shelf, adas_share: str) -> None:
    for stars in (1, 2, 3, 4, 5):
        says(bo_here, received(twin, bo_here, tea, adas_share), tea, stars)
    first = reviews.reviews_of_product(tea.product_id, limit=3)
    rest = reviews.reviews_of_product(tea.product_id, cursor=first.next_cursor, limit=3)
    assert [each.stars for each in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None


def test_a_shops_satisfaction_counts_what_was_received_rated_and_liked(
    twin: Twin, ada: Keeper, bo_here: Somebody, tea: Shelf, adas_share: str
) -> None:
    since = clock.now()
    buying.buy(twin, bo_here, tea, token=adas_share)
    assert reviews.satisfaction([ada.id], since) == {}
    for stars in (None, 1, 3, 4):
        no = received(twin, bo_here, tea, adas_share)
        if stars:
            says(bo_here, no, tea, stars)
    received(twin, bo_here, tea)
    assert reviews.satisfaction([ada.id, ada.id + 1], since) == {ada.id: Satisfaction(asked=4, given=3, satisfied=1)}
    assert reviews.satisfaction([ada.id], since + timedelta(seconds=1)) == {}


def test_given_back_goods_stay_in_the_figures(twin: Twin, ada: Keeper, bo: Somebody, arrived: str, tea: Shelf) -> None:
    says(bo, arrived, tea, 1, "坏的")
    check_all()
    refund(twin, arrived)
    assert reviews.satisfaction([ada.id], clock.now()) == {ada.id: Satisfaction(asked=1, given=1, satisfied=0)}
    assert reviews.rating_of(tea.product_id).count == 1


def test_an_order_asks_about_what_was_not_reviewed_yet(bo: Somebody, both_arrived: str, tea: Shelf) -> None:
    asked = reviews.reviews_about(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.asked, asked.written) == ([tea.sku_code, tea.other_sku_code], {})
    review_order(bo.id, both_arrived, [Opinion(sku_code=tea.sku_code, stars=5)])
    asked = reviews.reviews_about(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.asked, list(asked.written)) == ([tea.other_sku_code], [tea.sku_code])
    clock.advance(reviews.REVIEW_WITHIN + timedelta(seconds=1))
    asked = reviews.reviews_about(orders.order_for(bo.id, both_arrived), now=clock.now())
    assert (asked.asked, asked.until) == ((), None)
