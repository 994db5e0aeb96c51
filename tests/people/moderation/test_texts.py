"""Words for others stay hidden until WeChat or a colleague lets them through; when in doubt, they stay hidden."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Somebody
from tests.social.questions.asking import says
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.check_text import check_text
from webapp.kernel import clock
from webapp.kernel.db import execute, rows, transaction
from webapp.people import moderation
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.reopen_text import reopen_text
from webapp.people.moderation import NotRefused, TextNeeded, TextState
from webapp.people.moderation.flows.escalate_stuck_text_checks import escalate_stuck_text_checks
from webapp.people.moderation.flows.moderate_text import ReasonNeeded, moderate_text
from webapp.people.moderation.service.texts import AlreadyModerated
from webapp.people.staff import StaffMember

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def here(app: APIFlask, fake_wechat: FakeWechat, bo: Somebody) -> Somebody:
    """Bo has just opened the mini-program."""
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    return bo


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("怎么保存？", TextState.SHOWN),
        (f"好茶 {DOUBTFUL}", TextState.WAITING),
        (FLAGGED, TextState.REFUSED),
    ],
)
def test_what_wechat_thinks_decides(here: Somebody, words: str, state: TextState) -> None:
    text_id = says(here, words)
    assert moderation.text(text_id).state is TextState.CHECKING
    assert check_text(text_id) is state
    assert moderation.text(text_id).state is state
    assert check_text(text_id) is state


def test_who_was_not_seen_lately_waits_for_a_colleague(here: Somebody, fake_wechat: FakeWechat) -> None:
    text_id = says(here, "怎么保存？")
    clock.advance(timedelta(hours=3))
    assert check_text(text_id) is TextState.WAITING


def test_while_wechat_is_silent_words_stay_hidden_and_then_wait_for_a_colleague(
    here: Somebody, fake_wechat: FakeWechat
) -> None:
    text_id = says(here, "怎么保存？")
    fake_wechat.faults.fail("mini.check_text", times=3)
    for _ in range(2):
        with pytest.raises(WechatTrouble):
            check_text(text_id)
        assert moderation.text(text_id).state is TextState.CHECKING
    assert check_text(text_id) is TextState.WAITING


def test_a_colleague_decides_once_and_says_why(here: Somebody, di: StaffMember) -> None:
    text_id = says(here, DOUBTFUL)
    check_text(text_id)
    with pytest.raises(ReasonNeeded):
        moderate_text(di.id, text_id, shown=False, reason=" ")
    moderate_text(di.id, text_id, shown=False, reason="请不要写联系方式")
    assert moderation.text(text_id).reason == "请不要写联系方式"
    with pytest.raises(AlreadyModerated):
        moderate_text(di.id, text_id, shown=True, reason="")


@pytest.mark.parametrize("words", ["", "   ", "\u200b", "长" * 201])
def test_nothing_and_too_much_are_refused(here: Somebody, words: str) -> None:
    with pytest.raises(TextNeeded):
        says(here, words)


def test_words_whose_check_was_lost_reach_a_colleague_after_ten_minutes(here: Somebody) -> None:
    lost = says(here, "怎么保存？")
    clock.advance(timedelta(minutes=10))
    fresh = says(here, "怎么泡？")
    assert escalate_stuck_text_checks() == 0
    clock.advance(timedelta(seconds=1))
    assert escalate_stuck_text_checks() == 1
    assert (moderation.text(lost).state, moderation.text(fresh).state) == (TextState.WAITING, TextState.CHECKING)
    assert check_text(lost) is TextState.WAITING
    assert escalate_stuck_text_checks() == 0


def test_looking_for_lost_checks_reads_an_index_and_not_all_that_was_ever_said(app: APIFlask) -> None:
    with transaction():
        execute("SET LOCAL enable_seqscan = off")
        plan = rows(
            dict,
            """EXPLAIN SELECT id FROM public_text WHERE state = 'checking' AND created_at < now()
               ORDER BY created_at LIMIT 500 FOR UPDATE SKIP LOCKED""",
        )
    assert "ix_public_text_checking" in str(plan)


def test_what_wechat_refused_is_looked_at_once_more(here: Somebody, di: StaffMember) -> None:
    text_id = says(here, FLAGGED)
    check_text(text_id)
    reopen_text(di.id, text_id)
    assert moderation.text(text_id).state is TextState.WAITING
    moderate_text(di.id, text_id, shown=True, reason="")
    assert moderation.text(text_id).state is TextState.SHOWN
    for done in (text_id, says(here, "怎么泡？")):
        with pytest.raises(NotRefused):
            reopen_text(di.id, done)
