"""Two answers to one question at one moment: one is given. Six questions at one moment: five are asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.races.together import meet_before, together
from tests.social.questions.asking import answered, asked
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.db import execute, transaction
from webapp.social import questions
from webapp.social.questions import QuestionView, TooManyOpenQuestions
from webapp.social.questions.flows.answer_question import answer_question, reuse_answer
from webapp.social.questions.flows.ask_question import ask_shop
from webapp.social.questions.kinds import MAX_OPEN_QUESTIONS
from webapp.social.questions.service.questions import AlreadyAnswered

pytestmark = pytest.mark.race
TOGETHER = 4


@contextmanager
def unguarded(without_index: bool) -> Iterator[None]:
    """The unique index is gone meanwhile; what came in twice goes before it comes back."""
    if without_index:
        with transaction():
            execute("DROP INDEX uq_answer_once_per_question")
    try:
        yield
    finally:
        if without_index:
            with transaction():
                execute("DELETE FROM answer")
                execute("CREATE UNIQUE INDEX uq_answer_once_per_question ON answer (question_id)")


@pytest.mark.parametrize("guarded", [True, False], ids=["with the index", "without it each answers"])
def test_of_answers_at_once_one_is_given(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, guarded: bool
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    with unguarded(not guarded):
        got = together(app, TOGETHER, lambda number: answer_question(ada.id, question_id, f"回答 {number}"))
        given = scalar("SELECT count(*) FROM answer WHERE question_id = :id", id=question_id)
        texts = scalar("SELECT count(*) FROM public_text WHERE kind = 'answer'")
    assert (given == 1) is guarded
    assert given == texts
    assert sum(isinstance(each, AlreadyAnswered) for each in got) == (TOGETHER - 1 if guarded else 0)


def test_an_answer_in_words_and_one_given_again_at_once_are_one(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    earlier = answered(fake_wechat, ada, asked(fake_wechat, cy, ada, tea, "甜吗？"))
    question_id = asked(fake_wechat, bo, ada, tea)

    def act(number: int) -> QuestionView:
        return (
            answer_question(ada.id, question_id, "新的") if number % 2 else reuse_answer(ada.id, question_id, earlier)
        )

    got = together(app, TOGETHER, act)
    assert sum(isinstance(each, QuestionView) for each in got) == 1
    told = scalar("SELECT count(*) FROM relationship_event WHERE kind = 10 AND person_id = :id", id=bo.id)
    assert told == scalar(
        "SELECT count(*) FROM answer WHERE question_id = :id AND reused_answer_id > 0", id=question_id
    )


def test_a_refused_answer_is_written_anew_once(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    answer_question(ada.id, question_id, "不好的话")
    with transaction():
        execute("UPDATE public_text SET state = 'refused' WHERE kind = 'answer'")
    got = together(app, TOGETHER, lambda number: answer_question(ada.id, question_id, f"回答 {number}"))
    assert sum(isinstance(each, QuestionView) for each in got) == 1
    assert scalar("SELECT count(*) FROM public_text WHERE kind = 'answer'") == 2


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it the limit is passed"])
def test_of_questions_at_once_no_more_than_may_wait_are_asked(
    app: APIFlask, ada: Keeper, bo: Somebody, tea: ListedProduct, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(MAX_OPEN_QUESTIONS - 1):
        ask_shop(bo.id, tea.product_code, ada.code, f"{n}？")
    if not guarded:
        monkeypatch.setattr(questions, "lock_asker", lambda _: None)
        meet_before(monkeypatch, "INSERT INTO public_text", TOGETHER)
    got = together(app, TOGETHER, lambda number: ask_shop(bo.id, tea.product_code, ada.code, f"新 {number}？"))
    assert sum(isinstance(each, TooManyOpenQuestions) for each in got) == (TOGETHER - 1 if guarded else 0)
    assert (scalar("SELECT count(*) FROM question") == MAX_OPEN_QUESTIONS) is guarded
