"""Everybody who reads the page finds the answers, page by page; how a shop answers is counted."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.questions.asking import answer_checked, answered, asked, comes, on_page
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import NotFound
from webapp.people import identity
from webapp.social import questions
from webapp.social.questions.flows.answer_question import answer_question, reuse_answer
from webapp.social.questions.queries import answer_figures

pytestmark = pytest.mark.usefixtures("noon")


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
