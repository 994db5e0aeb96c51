"""Bo taps twice, in two hands at once: one review. Without its guards there would be two."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.races.together import together, without
from tests.social.reviews.reviewing import received, says
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.db import execute, transaction
from webapp.social.reviews import ReviewInput, ReviewView
from webapp.social.reviews.flows.reply_to_review import reply_to_review
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.social.reviews.rules import AlreadyReplied, AlreadyReviewed, ReviewNotFound
from webapp.social.reviews.service import reviews as service
from webapp.trade import orders

pytestmark = pytest.mark.race
HANDS = 6


@pytest.fixture
def no(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """The tea Ada recommended has arrived at Bo's."""
    return received(fake_wechat, bo, tea, buying.share(ada, tea))


@pytest.mark.parametrize("guards", ["all", "only the key"])
def test_one_thing_bought_has_one_review_however_many_write_it_at_once(
    app: APIFlask, bo: Somebody, tea: ListedProduct, no: str, guards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if guards == "only the key":
        monkeypatch.setattr(orders, "lock", orders.order)
    got = together(app, HANDS, lambda hand: says(bo, no, tea, 1 + hand % 5, f"第{hand}只手"))
    assert sum(isinstance(each, ReviewView) for each in got) == 1
    assert sum(isinstance(each, AlreadyReviewed) for each in got) == HANDS - 1
    assert (scalar("SELECT count(*) FROM review"), scalar("SELECT count(*) FROM public_text")) == (1, 1)
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'check_text'") == 1


def test_without_its_guards_one_thing_bought_is_reviewed_several_times(
    app: APIFlask, bo: Somebody, tea: ListedProduct, no: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_if_it_were_the_first(statement: str, /, **values: object) -> int:
        return max(1, execute(statement, **values))

    monkeypatch.setattr(orders, "lock", orders.order)
    monkeypatch.setattr(service, "execute", as_if_it_were_the_first)
    with without(
        "DROP INDEX uq_review_once_per_line",
        "CREATE UNIQUE INDEX uq_review_once_per_line ON review (order_line_id)",
    ):
        one_more = ReviewInput(sku_code=tea.sku_code, stars=3)
        together(app, HANDS, lambda _: review_order(bo.id, no, [one_more]))
        written = scalar("SELECT count(*) FROM review")
        with transaction():
            execute("DELETE FROM review")
    assert written == HANDS


def test_a_review_has_one_reply_however_many_are_sent_at_once(
    app: APIFlask, ada: Keeper, bo: Somebody, tea: ListedProduct, no: str
) -> None:
    written = says(bo, no, tea, 4)
    got = together(app, HANDS, lambda hand: reply_to_review(ada.id, written.id, f"谢谢 {hand}"))
    assert sum(isinstance(each, AlreadyReplied) for each in got) == HANDS - 1
    assert scalar("SELECT count(*) FROM public_text") == 1


def test_a_review_is_taken_back_once_and_leaves_no_words(
    app: APIFlask, ada: Keeper, bo: Somebody, tea: ListedProduct, no: str
) -> None:
    written = says(bo, no, tea, 4, "不错")

    def act(hand: int) -> object:
        if hand % 2:
            return reply_to_review(ada.id, written.id, "谢谢")
        return withdraw_review(bo.id, written.id)

    got = together(app, HANDS, act)
    assert sum(each is None for each in got) == 1
    assert all(each is None or isinstance(each, ReviewView | ReviewNotFound | AlreadyReplied) for each in got)
    assert (scalar("SELECT count(*) FROM review"), scalar("SELECT count(*) FROM public_text")) == (0, 0)
