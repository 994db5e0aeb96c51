"""Logging in touches nothing when WeChat refuses, and what ended is forgotten."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.trade.buying import HOME, share
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.protocols import CodeRefused, WechatTrouble
from webapp.journeys.identify_buyer import identify_buyer
from webapp.journeys.place_order import OrderInput, place_order
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock, ratelimit
from webapp.kernel.errors import TooMany
from webapp.people import identity
from webapp.people.identity.flows.login import LOGINS_PER_MINUTE, login, logout, logout_everywhere
from webapp.people.identity.flows.purge_logins import purge_logins
from webapp.referral import visits
from webapp.trade import orders

pytestmark = pytest.mark.usefixtures("noon")


def test_a_refused_code_leaves_nothing(bo: Somebody, fake_wechat: FakeWechat) -> None:
    with pytest.raises(CodeRefused):
        login("made-up")
    assert scalar("SELECT count(*) FROM api_session") == 0


def test_when_wechat_is_silent_nothing_has_happened(bo: Somebody, fake_wechat: FakeWechat) -> None:
    code = fake_wechat.mini.code_for(bo.mini, bo.unionid)
    fake_wechat.faults.fail("mini.login")
    with pytest.raises(WechatTrouble):
        login(code)
    assert scalar("SELECT count(*) FROM api_session") == 0


def test_ended_sessions_are_forgotten_after_a_month(bo: Somebody, fake_wechat: FakeWechat) -> None:
    ended, kept = (login(fake_wechat.mini.code_for(bo.mini, bo.unionid)) for _ in range(2))
    logout(ended.token)
    assert purge_logins() == 0
    clock.advance(timedelta(days=31))
    fresh = login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    assert purge_logins() == 1
    assert identity.session_for(kept.token) is None  # grown old yesterday, still on record
    assert identity.session_for(fresh.token) is not None
    assert logout_everywhere(bo.id) == 2
    assert identity.session_for(fresh.token) is None


def test_attempts_are_counted_by_the_window_and_forgotten_after_a_day(bo: Somebody) -> None:
    for _ in range(3):
        ratelimit.count("door", most=3, seconds=60)
    with pytest.raises(TooMany) as caught:
        ratelimit.count("door", most=3, seconds=60)
    assert 0 < int(str(caught.value.evidence["retry_after"])) <= 60
    ratelimit.count("another door", most=3, seconds=60)
    clock.advance(timedelta(seconds=60))
    ratelimit.count("door", most=3, seconds=60)
    clock.advance(timedelta(days=2))
    purge_logins()
    assert scalar("SELECT count(*) FROM rate_count") == 0


def test_nobody_logs_in_faster_than_people_do(bo: Somebody, fake_wechat: FakeWechat) -> None:
    for _ in range(LOGINS_PER_MINUTE):
        login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    with pytest.raises(TooMany):
        login(fake_wechat.mini.code_for(bo.mini, bo.unionid))


def test_what_the_absorbed_one_looked_at_still_counts(ada: Keeper, tea: ListedProduct, fake_wechat: FakeWechat) -> None:
    """Eve is met on a share page without a unionid, then in the mini-program, where she opens Ada's share."""
    older = identify_buyer(fake_wechat.official.code_for("h5-eve"), visitor_id=7).person_id
    younger = login(fake_wechat.mini.code_for("mini-eve", "union-eve")).person_id
    assert older != younger
    token = share(ada, tea)
    record_visit(token, visits.visitor_of_person(younger), source="mini")
    joined = identify_buyer(fake_wechat.official.code_for("h5-eve", "union-eve"), visitor_id=7).person_id
    assert joined == older
    clock.advance(timedelta(hours=1))
    no = place_order(OrderInput(buyer_id=joined, items=[(tea.sku_code, 1)], address=HOME)).no
    assert orders.order(no).shopkeeper_id == ada.id
