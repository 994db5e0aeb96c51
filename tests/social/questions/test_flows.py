"""Bo asks Ada about her tea; the answer is given once, checked, and found by everybody who reads the page."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_product, add_shopkeeper, scalar
from tests.social.questions.asking import SAID, WORDS, answer_checked, answered, asked, checked, comes, says
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.ask_about_share import ask_about_share
from webapp.journeys.check_text import check_text
from webapp.journeys.make_share import revoke_share
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Conflict, NotFound, TooMany
from webapp.people import identity, moderation
from webapp.people.moderation import TextNeeded, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember
from webapp.referral.shares import ShopkeeperSuspended
from webapp.referral.shares.facts import ShareRevoked
from webapp.social import questions, relationships
from webapp.social.questions import QuestionState, TooManyOpenQuestions
from webapp.social.questions.flows.answer_question import answer_question, reuse_answer
from webapp.social.questions.flows.ask_question import AskedOneself, ask_shop
from webapp.social.questions.flows.hide_question import hide_question, unhide_question
from webapp.social.questions.kinds import MAX_OPEN_QUESTIONS
from webapp.social.questions.queries import answer_figures
from webapp.social.questions.service.questions import AlreadyAnswered
from webapp.social.relationships import EventKind, Stage
from webapp.social.relationships.flows import mute_or_block_shopkeeper
from webapp.social.relationships.queries import timeline
from webapp.trade import catalog
from webapp.trade.catalog import ProductWithdrawn, rules

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def eve(fake_wechat: FakeWechat, ada: Keeper) -> Keeper:
    """Another shopkeeper, who shares the same tea."""
    return add_shopkeeper(add_person("Eve"))


def told(keeper: Keeper, person: Somebody) -> list[tuple[EventKind, str]]:
    lines = timeline.timeline_of(keeper.id, person.id, now=clock.now())
    return [(line.kind, line.source) for line in lines if line.kind is not None]


def on_page(shelf: ListedProduct, keeper: Keeper) -> list[tuple[str, str]]:
    found = questions.answered_questions(shelf.product_id, shopkeeper_id=keeper.id, limit=10)
    return [(each.text, each.answer) for each in found.items]


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


def test_a_colleague_lets_a_doubtful_question_through(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, di: StaffMember
) -> None:
    comes(fake_wechat, bo)
    question_id = ask_shop(bo.id, tea.product_code, ada.code, f"能{DOUBTFUL}吗")
    assert checked(question_id) is TextState.WAITING
    assert questions.question(question_id).state is QuestionState.WAITING
    moderate_text(di.id, int(str(scalar("SELECT text_id FROM question"))), shown=True, reason="")
    assert told(ada, bo) == [(EventKind.ASKED, f"question:{question_id}")]


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


@pytest.mark.parametrize("words", ["", "长" * 501])
def test_an_answer_has_words_and_not_too_many(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, words: str
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    with pytest.raises(TextNeeded):
        answer_question(ada.id, question_id, words)
    assert [each.id for each in questions.open_questions_of(ada.id, limit=10)] == [question_id]


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


def test_answers_of_a_suspended_shop_leave_the_page(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    adas = answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea))
    question_id = asked(fake_wechat, bo, eve, tea)
    with transaction():
        identity.set_status(ada.id, "suspended", "test")
    assert on_page(tea, eve) == []
    with pytest.raises(NotFound):
        reuse_answer(eve.id, question_id, adas)


def test_how_a_shop_answers_is_counted_over_what_it_had_time_for(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    begin = clock.now()
    first, second = asked(fake_wechat, bo, ada, tea, "一？"), asked(fake_wechat, bo, ada, tea, "二？")
    clock.advance(timedelta(minutes=10))
    answered(fake_wechat, ada, first)
    assert counted(ada, begin) == (1, 1, 600)
    clock.advance(timedelta(minutes=20))
    comes(fake_wechat, ada.person)
    answer_question(ada.id, second, "还没检查")
    assert counted(ada, begin) == (2, 2, 1200)
    asked(fake_wechat, bo, ada, tea, "三？")
    assert counted(ada, begin) == (2, 2, 1200)
    clock.advance(timedelta(days=1))
    assert counted(ada, begin) == (3, 2, 1200)
    assert counted(ada, clock.now()) == (0, 0, None)
    assert counted(eve, begin) == (0, 0, None)


def test_a_refused_answer_is_no_answer(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    begin, question_id = clock.now(), asked(fake_wechat, bo, ada, tea)
    comes(fake_wechat, ada.person)
    answer_question(ada.id, question_id, FLAGGED)
    answer_checked(question_id)
    clock.advance(timedelta(days=1))
    assert counted(ada, begin) == (1, 0, None)


def counted(keeper: Keeper, since: object) -> tuple[int, int, float | None]:
    found = answer_figures.answer_figures_of([keeper.id], since, clock.now())[keeper.id]  # type: ignore[arg-type]
    return found.asked, found.answered, found.median_seconds


def test_lists_go_page_by_page(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    ids = [asked(fake_wechat, who, ada, tea, f"{n}？") for n in range(3) for who in (bo, cy)]
    for question_id in ids[:3]:
        answered(fake_wechat, ada, question_id)
    first = questions.questions_at(ada.id, limit=4)
    rest = questions.questions_at(ada.id, cursor=first.next_cursor, limit=4)
    assert [each.id for each in (*first.items, *rest.items)] == ids[::-1]
    assert [each.id for each in questions.questions_at(ada.id, wanted="answered", limit=9).items] == ids[2::-1]
    assert [each.id for each in questions.questions_of(bo.id, wanted="open", limit=9).items] == [ids[4]]
    assert [each.id for each in questions.open_questions_of(ada.id, after=ids[3], limit=9)] == ids[4:]
    assert len(questions.every_question(limit=9).items) == 6
    assert len(questions.every_question(wanted="answered", shop_code=ada.code, limit=9).items) == 3


def test_the_page_of_all_answers_goes_from_ones_own_to_those_of_others(
    fake_wechat: FakeWechat, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    for keeper in (ada, eve):
        for n in range(3):
            answered(fake_wechat, keeper, asked(fake_wechat, bo, keeper, tea, f"{keeper.code} {n}？"))
    seen: list[tuple[bool, str]] = []
    cursor: str | None = None
    for _ in range(3):
        found = questions.answered_questions(tea.product_id, shopkeeper_id=ada.id, cursor=cursor, limit=2)
        seen += [(each.own, each.text) for each in found.items]
        cursor = found.next_cursor
    assert cursor is None
    assert seen == [(keeper is ada, f"{keeper.code} {n}？") for keeper in (ada, eve) for n in (2, 1, 0)]


def test_words_that_are_of_no_question_follow_nothing(fake_wechat: FakeWechat, bo: Somebody) -> None:
    comes(fake_wechat, bo)
    text_id = says(bo, "只是一句话")
    assert check_text(text_id) is TextState.SHOWN
    assert moderation.text(text_id).is_shown
