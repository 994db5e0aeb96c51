"""Ada answers once, with words that are checked, new or used before; what is set aside only its asker reads."""

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_product, scalar
from tests.social.questions.asking import SAID, WORDS, answer_checked, answered, asked, checked, comes, on_page, told
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.kernel.errors import Conflict, NotFound
from webapp.people.moderation import TextNeeded, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember
from webapp.social import questions
from webapp.social.questions import QuestionState
from webapp.social.questions.flows.answer_question import answer_question, reuse_answer
from webapp.social.questions.flows.ask_question import ask_shop
from webapp.social.questions.flows.hide_question import hide_question, unhide_question
from webapp.social.questions.service.questions import AlreadyAnswered
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.usefixtures("noon")


def test_an_answer_is_read_by_everybody_once_it_is_checked(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    comes(fake_wechat, ada.person)
    given = answer_question(ada.id, question_id, SAID)
    assert (given.state, given.needs_answer) == (QuestionState.OPEN, False)
    assert on_page(tea, ada) == []
    assert told(ada, bo)[1:] == []
    assert answer_checked(question_id) is TextState.SHOWN
    assert on_page(tea, ada) == [(WORDS, SAID)]
    (mine,) = questions.questions_of(bo.id, limit=10).items
    assert mine.state is QuestionState.ANSWERED
    assert given.answer
    assert told(ada, bo)[1:] == [(EventKind.ANSWERED, f"answer:{given.answer.id}")]


def test_an_earlier_answer_is_given_again_without_a_new_check(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    first = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea))
    again = asked(fake_wechat, cy, ada, tea, "没喝完怎么放？")
    texts = scalar("SELECT count(*) FROM public_text")
    (offered,) = questions.answers_to_reuse(tea.product_id, shopkeeper_id=ada.id)
    assert (offered.id, offered.text, offered.question, offered.own) == (first, SAID, WORDS, True)
    given = reuse_answer(ada.id, again, first)
    assert given.state is QuestionState.ANSWERED
    assert scalar("SELECT count(*) FROM public_text") == texts
    assert given.answer
    assert told(ada, cy)[1:] == [(EventKind.ANSWERED, f"answer:{given.answer.id}")]
    assert on_page(tea, ada) == [("没喝完怎么放？", SAID), (WORDS, SAID)]
    assert len(questions.answers_to_reuse(tea.product_id, shopkeeper_id=ada.id)) == 1


def test_words_of_another_shop_may_be_used_and_stay_theirs(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    adas = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea))
    eves = answered(fake_wechat, eve, asked(fake_wechat, cy, eve, tea, "有礼盒吗？"), "有，备注即可。")
    offered = questions.answers_to_reuse(tea.product_id, shopkeeper_id=eve.id)
    assert [(each.id, each.own, each.shop_name) for each in offered] == [
        (eves, True, "Eve的小店"),
        (adas, False, "Ada的小店"),
    ]
    question_id = asked(fake_wechat, cy, eve, tea)
    given = reuse_answer(eve.id, question_id, adas).answer
    assert given
    assert (given.text, given.quoted_from) == (SAID, "Ada的小店")
    own_first = questions.answered_questions(tea.product_id, shopkeeper_id=eve.id, limit=10).items
    assert [(each.shop_name, each.quoted_from, each.own) for each in own_first] == [
        ("Eve的小店", "Ada的小店", True),
        ("Eve的小店", "", True),
        ("Ada的小店", "", False),
    ]


def test_what_is_about_another_product_or_not_public_cannot_be_reused(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    honey = add_product("honey")
    about_honey = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, honey))
    hidden = answer_question(ada.id, asked(fake_wechat, bo, ada, tea, "甜吗？"), "不甜。").answer
    question_id = asked(fake_wechat, bo, ada, tea)
    assert hidden
    for answer_id in (about_honey, hidden.id, 1 << 40):
        with pytest.raises(NotFound):
            reuse_answer(ada.id, question_id, answer_id)


def test_a_question_is_answered_once_and_only_by_whom_it_was_asked(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    with pytest.raises(NotFound):
        answer_question(eve.id, question_id, SAID)
    with pytest.raises(NotFound):
        hide_question(eve.id, question_id)
    first = answered(fake_wechat, ada, question_id)
    with pytest.raises(AlreadyAnswered):
        answer_question(ada.id, question_id, "另一个回答")
    with pytest.raises(Conflict):
        reuse_answer(ada.id, question_id, first)
    assert scalar("SELECT count(*) FROM public_text WHERE kind = 'answer'") == 1


def test_a_question_that_is_not_public_does_not_exist_for_the_shop(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    comes(fake_wechat, bo)
    question_id = ask_shop(bo.id, tea.product_code, ada.code, f"{FLAGGED}")
    assert checked(question_id) is TextState.REFUSED
    assert questions.question(question_id).state is QuestionState.REFUSED
    assert questions.questions_at(ada.id, limit=10).items == []
    assert questions.open_questions_of(ada.id, limit=10) == []
    with pytest.raises(NotFound):
        answer_question(ada.id, question_id, SAID)
    assert told(ada, bo) == []


def test_a_refused_answer_may_be_written_anew(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, di: StaffMember
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    comes(fake_wechat, ada.person)
    answer_question(ada.id, question_id, FLAGGED)
    assert [each.id for each in questions.open_questions_of(ada.id, limit=10)] == []
    assert answer_checked(question_id) is TextState.REFUSED
    assert [each.id for each in questions.open_questions_of(ada.id, limit=10)] == [question_id]
    answer_question(ada.id, question_id, f"加我 {DOUBTFUL}")
    assert answer_checked(question_id) is TextState.WAITING
    text_id = int(str(scalar("SELECT text_id FROM answer")))
    moderate_text(di.id, text_id, shown=False, reason="请不要写联系方式")
    (mine,) = questions.questions_at(ada.id, limit=10).items
    assert mine.answer
    assert (mine.needs_answer, mine.answer.reason) == (True, "请不要写联系方式")
    answered(fake_wechat, ada, question_id)
    assert on_page(tea, ada) == [(WORDS, SAID)]


def test_what_is_set_aside_is_answered_to_its_asker_alone(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    for _ in range(2):
        hide_question(ada.id, question_id)
    answer_id = answered(fake_wechat, ada, question_id)
    assert on_page(tea, ada) == []
    assert questions.answers_to_reuse(tea.product_id, shopkeeper_id=ada.id) == []
    with pytest.raises(NotFound):
        reuse_answer(ada.id, asked(fake_wechat, bo, ada, tea, "那这个呢？"), answer_id)
    assert next(each for each in questions.questions_of(bo.id, limit=10).items if each.id == question_id).answer
    for _ in range(2):
        unhide_question(ada.id, question_id)
    assert on_page(tea, ada) == [(WORDS, SAID)]


@pytest.mark.parametrize("words", ["", "长" * 501])
def test_an_answer_has_words_and_not_too_many(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, words: str
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    with pytest.raises(TextNeeded):
        answer_question(ada.id, question_id, words)
    assert [each.id for each in questions.open_questions_of(ada.id, limit=10)] == [question_id]
