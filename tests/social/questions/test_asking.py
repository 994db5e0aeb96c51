"""Bo asks Ada about her tea: his words are checked, and neither too many nor asked of the wrong shop."""

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.social.questions.asking import SAID, WORDS, answered, asked, checked, comes, says, told
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL
from webapp.journeys.ask_about_share import ask_about_share
from webapp.journeys.check_text import check_text
from webapp.journeys.make_share import revoke_share
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import NotFound, TooMany
from webapp.people import identity, moderation
from webapp.people.moderation import TextNeeded, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember
from webapp.referral.shares import ShopkeeperSuspended
from webapp.referral.shares.facts import ShareRevoked
from webapp.social import questions, relationships
from webapp.social.questions import QuestionState, TooManyOpenQuestions
from webapp.social.questions.flows.answer_question import answer_question
from webapp.social.questions.flows.ask_question import AskedOneself, ask_shop
from webapp.social.questions.kinds import MAX_OPEN_QUESTIONS
from webapp.social.relationships import EventKind, Stage
from webapp.social.relationships.flows import mute_or_block_shopkeeper
from webapp.trade import catalog
from webapp.trade.catalog import ProductWithdrawn, rules

pytestmark = pytest.mark.usefixtures("noon")


def test_a_question_about_an_opened_share_goes_to_its_shop_once_its_words_are_checked(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    comes(fake_wechat, bo)
    question_id = ask_about_share(bo.id, buying.share(ada, tea), f"  {WORDS}\n")
    assert questions.question(question_id).state is QuestionState.CHECKING
    assert questions.questions_at(ada.id, limit=10).items == []
    assert told(ada, bo) == []
    assert checked(question_id) is TextState.SHOWN
    (seen,) = questions.questions_at(ada.id, limit=10).items
    assert (seen.text, seen.asker, seen.state, seen.product_code) == (WORDS, "B**", QuestionState.OPEN, "tea")
    assert told(ada, bo) == [(EventKind.ASKED, f"question:{question_id}")]
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).stage is Stage.FAMILIAR


def test_a_colleague_lets_a_doubtful_question_through(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, di: StaffMember
) -> None:
    comes(fake_wechat, bo)
    question_id = ask_shop(bo.id, tea.product_code, ada.code, f"能{DOUBTFUL}吗")
    assert checked(question_id) is TextState.WAITING
    assert questions.question(question_id).state is QuestionState.WAITING
    moderate_text(di.id, int(str(scalar("SELECT text_id FROM question"))), shown=True, reason="")
    assert told(ada, bo) == [(EventKind.ASKED, f"question:{question_id}")]


def test_nobody_asks_their_own_shop(ada: Keeper, tea: ListedProduct) -> None:
    with pytest.raises(AskedOneself):
        ask_about_share(ada.person.id, buying.share(ada, tea), WORDS)


def test_who_blocked_the_shop_may_still_ask(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    mute_or_block_shopkeeper.block(bo.id, ada.id)
    asked(fake_wechat, bo, ada, tea)
    assert [kind for kind, _ in told(ada, bo)] == [EventKind.BLOCK, EventKind.ASKED]


def test_a_few_questions_may_wait_and_no_more(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    ids = [asked(fake_wechat, bo, ada, tea, f"第 {n} 问？") for n in range(MAX_OPEN_QUESTIONS)]
    with pytest.raises(TooManyOpenQuestions):
        ask_shop(bo.id, tea.product_code, ada.code, "再问一个")
    ask_shop(bo.id, tea.product_code, eve.code, "别的店可以问")
    answered(fake_wechat, ada, ids[0])
    ask_shop(bo.id, tea.product_code, ada.code, "再问一个")


def test_the_same_question_sent_twice_is_one(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    first, second = (ask_shop(bo.id, tea.product_code, ada.code, WORDS) for _ in range(2))
    assert first == second
    assert scalar("SELECT count(*) FROM public_text") == 1


def test_faster_than_people_ask_is_slowed_down(
    ada: Keeper, bo: Somebody, tea: ListedProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.social.questions.flows.ask_question.MAX_PER_HOUR", 2)
    for _ in range(2):
        ask_shop(bo.id, tea.product_code, ada.code, WORDS)
    with pytest.raises(TooMany):
        ask_shop(bo.id, tea.product_code, ada.code, WORDS)


@pytest.mark.parametrize("words", ["", " \n ", "长" * 201])
def test_a_question_has_words_and_not_too_many(ada: Keeper, bo: Somebody, tea: ListedProduct, words: str) -> None:
    with pytest.raises(TextNeeded):
        ask_shop(bo.id, tea.product_code, ada.code, words)


def test_where_nothing_can_be_bought_nothing_is_asked(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    token = buying.share(ada, tea)
    with pytest.raises(rules.UnknownProduct):
        ask_shop(bo.id, "no-such-thing", ada.code, WORDS)
    with pytest.raises(NotFound):
        ask_shop(bo.id, tea.product_code, "nobody", WORDS)
    with transaction():
        catalog.withdraw_product(tea.product_code)
    with pytest.raises(ProductWithdrawn):
        ask_about_share(bo.id, token, WORDS)
    with pytest.raises(ProductWithdrawn):
        ask_shop(bo.id, tea.product_code, ada.code, WORDS)


def test_a_share_taken_back_and_a_suspended_shop_are_asked_nothing(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    token = buying.share(ada, tea)
    revoke_share(ada.id, int(str(scalar("SELECT ref FROM share"))))
    with pytest.raises(ShareRevoked):
        ask_about_share(bo.id, token, WORDS)
    with transaction():
        identity.set_status(ada.id, "suspended", "test")
    with pytest.raises(ShopkeeperSuspended):
        ask_shop(bo.id, tea.product_code, ada.code, WORDS)
    with pytest.raises(ShopkeeperSuspended):
        answer_question(ada.id, question_id, SAID)


def test_words_that_are_of_no_question_follow_nothing(fake_wechat: FakeWechat, bo: Somebody) -> None:
    comes(fake_wechat, bo)
    text_id = says(bo, "只是一句话")
    assert check_text(text_id) is TextState.SHOWN
    assert moderation.text(text_id).is_shown
