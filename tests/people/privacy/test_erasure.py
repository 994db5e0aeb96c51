"""Bo wants to be forgotten: not by accident, not before his orders are done, and then wholly."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, add_staff, scalar
from tests.social.complaints.complaining import STALE, answer, complain
from tests.social.questions.asking import SAID, WORDS, answered, asked
from tests.social.relationships.event_factory import happens
from tests.trade import buying
from tests.trade.order_steps import refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.erase_person import erase_person, process_erasures
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.people import identity
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.manage_shopkeeper import reinstate_shopkeeper, suspend_shopkeeper
from webapp.people.identity.flows.reopen_text import reopen_text
from webapp.people.identity.service.shopkeepers import ShopkeeperErased
from webapp.people.moderation import NotRefused
from webapp.people.privacy import erasures
from webapp.people.privacy.flows.request_erasure import NotConfirmed, ShopStillOpen, cancel_erasure, request_erasure
from webapp.people.privacy.service.erasures import NoOpenErasure
from webapp.social import questions
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.complaints.queries import complaints as complaints_queries
from webapp.social.customers.flows.annotate_customer import add_customer_note, tag_customer
from webapp.social.questions.flows.answer_question import reuse_answer
from webapp.social.questions.flows.ask_question import ask_shop
from webapp.social.questions.queries import questions as questions_queries
from webapp.social.relationships import EventKind
from webapp.trade.payments.flows.close_order import expire_orders

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("word", ["", "yes", "注 销", "ERASED"])
def test_nobody_is_erased_by_accident(bo: Somebody, word: str) -> None:
    with pytest.raises(NotConfirmed):
        request_erasure(bo.id, word, "mini")
    assert erasures.latest_request(bo.id) is None


def test_asking_twice_is_asking_once(bo: Somebody) -> None:
    assert request_erasure(bo.id, "注销", "mini").id == request_erasure(bo.id, " Erase ", "h5").id


def test_what_is_under_way_is_waited_for_and_named(bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    asked = request_erasure(bo.id, "注销", "mini")
    assert (asked.state, asked.blocked_by) == ("waiting", ["orders"])
    assert not erase_person(asked.id)
    assert scalar("SELECT address->>'phone' FROM orders WHERE no = :no", no=no) == buying.HOME.phone
    clock.advance(timedelta(hours=1))
    expire_orders()
    assert process_erasures() == 1
    assert scalar("SELECT address::text FROM orders WHERE no = :no", no=no) == "{}"


def test_a_shopkeeper_hears_what_comes_first(ada: Keeper) -> None:
    with pytest.raises(ShopStillOpen, match="close it first"):
        request_erasure(ada.person.id, "注销", "mini")
    suspend_shopkeeper(ada.id, staff_id=add_staff().id, reason="on request")
    assert erase_person(request_erasure(ada.person.id, "注销", "mini").id)
    assert scalar("SELECT shop_name FROM shopkeeper") == "—"


def test_a_shop_that_earned_something_waits_until_it_is_paid_out(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    suspend_shopkeeper(ada.id, staff_id=add_staff().id, reason="on request")
    asked = request_erasure(ada.person.id, "注销", "mini")
    assert asked.blocked_by == ["account"]
    assert not erase_person(asked.id)


def test_a_shop_let_back_in_meanwhile_is_not_erased(ada: Keeper) -> None:
    with transaction():
        execute("UPDATE shopkeeper SET status = 'suspended'")
    asked = request_erasure(ada.person.id, "注销", "mini")
    with transaction():
        execute("UPDATE shopkeeper SET status = 'active'")
    assert not erase_person(asked.id)


def test_erasing_twice_changes_nothing_more(bo: Somebody) -> None:
    asked = request_erasure(bo.id, "注销", "mini")
    assert erase_person(asked.id)
    first = erasures.latest_request(bo.id)
    clock.advance(timedelta(minutes=5))
    assert erase_person(asked.id)
    again = erasures.latest_request(bo.id)
    assert first is not None
    assert again is not None
    assert (first.done_at, first.rows_touched) == (again.done_at, again.rows_touched)
    assert first.rows_touched["wechat_identity"] == 2


def test_what_arrives_late_is_swept_up_an_hour_later(app: APIFlask, bo: Somebody) -> None:
    asked = request_erasure(bo.id, "注销", "mini")
    erase_person(asked.id)
    with transaction():
        # Another process was about to write this when Bo was erased.
        execute(
            "INSERT INTO wechat_identity (person_id, appid, openid, created_at) VALUES (:p, 'a', 'late', now())",
            p=bo.id,
        )
    assert process_erasures() == 0
    clock.advance(timedelta(hours=2))
    assert process_erasures() == 1
    assert scalar("SELECT count(*) FROM wechat_identity WHERE openid = 'late'") == 0
    assert process_erasures() == 0


def test_bo_may_stay_after_all_while_it_waits(bo: Somebody, tea: ListedProduct) -> None:
    buying.order(bo, tea)
    asked = request_erasure(bo.id, "注销", "mini")
    cancel_erasure(bo.id)
    assert not erase_person(asked.id)
    with pytest.raises(NoOpenErasure):
        cancel_erasure(bo.id)


def test_every_door_is_closed_behind_bo(fake_wechat: FakeWechat, bo: Somebody) -> None:
    here = login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    assert identity.session_for(here.token) is not None
    erase_person(request_erasure(bo.id, "注销", "mini").id)
    assert identity.session_for(here.token) is None
    assert identity.is_erased(bo.id)
    assert identity.openid_of(bo.id, buying.MINI) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda: execute("UPDATE audit_entry SET detail = '{}'"),
        lambda: _while_erasing("UPDATE audit_entry SET detail = detail || '{\"more\": 1}'"),
        lambda: _while_erasing("UPDATE audit_entry SET action = 'other'"),
        lambda: _while_erasing("DELETE FROM audit_entry"),
        lambda: execute("DELETE FROM consent_decision"),
    ],
)
def test_the_logs_lose_words_to_erasure_alone_and_never_gain_any(ada: Keeper, change: Callable[[], object]) -> None:
    suspend_shopkeeper(ada.id, staff_id=add_staff().id, reason="on request")
    with pytest.raises(Exception, match="only grows"), transaction():
        change()


def _while_erasing(sql: str) -> None:
    erasures.allow_audit_redaction()
    execute(sql)


def closed_and_erased(keeper: Keeper) -> None:
    """A shopkeeper closes their shop and is forgotten."""
    suspend_shopkeeper(keeper.id, staff_id=add_staff().id, reason="on request")
    assert erase_person(request_erasure(keeper.person.id, "注销", "mini").id)


def test_what_a_shopkeeper_wrote_goes_with_them_and_what_others_wrote_stays(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    filed = complain(bo, no, tea)
    answer(ada, filed, "我是阿达，我来换")
    resolve_complaint(bo.id, filed.id)
    for keeper in (ada, eve):
        happens(keeper, bo, EventKind.ASKED, "question:1")
        add_customer_note(keeper.id, bo.id, "爱喝淡茶")
        tag_customer(keeper.id, bo.id, ["送礼"])
    refund(fake_wechat, no)
    closed_and_erased(ada)
    assert [message.text for message in complaints_queries.messages_of([filed.id])] == [STALE]
    assert scalar("SELECT array_agg(shopkeeper_id) FROM customer_note") == [eve.id]
    assert scalar("SELECT array_agg(shopkeeper_id) FROM customer_tag") == [eve.id]


def test_whoever_was_answered_with_words_of_the_erased_waits_for_an_answer_again(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    adas = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea))
    question_id = asked(fake_wechat, cy, eve, tea, "没喝完怎么放？")
    reuse_answer(eve.id, question_id, adas)
    assert questions_queries.count_open(eve.id) == 0
    closed_and_erased(ada)
    assert questions_queries.count_open(eve.id) == 1
    answered(fake_wechat, eve, question_id, "放冰箱。")
    assert questions_queries.count_open(eve.id) == 0
    (page,) = questions.answered_questions(tea.product_id, limit=10).items
    assert (page.answer, page.quoted_from) == ("放冰箱。", "")


def test_words_stay_their_authors_when_whoever_they_were_first_given_to_is_erased(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    adas = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea, WORDS))
    reuse_answer(eve.id, asked(fake_wechat, cy, eve, tea, "没喝完怎么放？"), adas)
    assert erase_person(request_erasure(bo.id, "注销", "mini").id)
    (page,) = questions.answered_questions(tea.product_id, limit=10).items
    assert (page.answer, page.shop_name, page.quoted_from) == (SAID, "Eve的小店", "Ada的小店")
    assert questions.answers_to_reuse(tea.product_id, shopkeeper_id=eve.id) == []


def test_nothing_is_left_of_erased_words_for_staff_to_look_at_again(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    ask_shop(bo.id, tea.product_code, ada.code, WORDS)
    assert erase_person(request_erasure(bo.id, "注销", "mini").id)
    assert identity_staff_queries.decided_texts().items == []
    with pytest.raises(NotRefused):
        reopen_text(add_staff().id, int(str(scalar("SELECT id FROM public_text"))))


def test_a_shop_nobody_keeps_any_more_stays_closed(ada: Keeper) -> None:
    closed_and_erased(ada)
    with pytest.raises(ShopkeeperErased):
        reinstate_shopkeeper(ada.id, staff_id=add_staff().id, reason="on request")
    assert scalar("SELECT status FROM shopkeeper") == "suspended"
