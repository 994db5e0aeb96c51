"""Di sees what waits for a decision, what it would cost, and decides with words both sides read."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody, scalar
from tests.domain.social.happening import happens
from tests.faces.admin.desk import Desk, counted
from tests.flows import buying
from tests.flows.complaining import answer, complain, hand_to_staff
from webapp.domain.social import complaints
from webapp.domain.social.complaints import ComplaintView
from webapp.domain.social.relationships import EventKind
from webapp.flows.settle_complaint import settle_complaint
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock

pytestmark = pytest.mark.usefixtures("noon")


def sold(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> str:
    return buying.buy(twin, bo, tea, token=buying.share(ada, tea))


@pytest.fixture
def waiting(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> ComplaintView:
    """Bo was not content with Ada's answer."""
    return hand_to_staff(ada, bo, complain(bo, sold(twin, ada, bo, tea), tea))


def test_the_list_begins_with_what_waits_for_a_decision(
    dis_desk: Desk, twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf, waiting: ComplaintView
) -> None:
    still_open = complain(bo, sold(twin, ada, bo, tea), tea, kind="delivery")
    page = dis_desk.see("/admin/complaints")
    assert f"/admin/complaints/{waiting.id}" in page
    assert f"/admin/complaints/{still_open.id}" not in page
    page = dis_desk.see("/admin/complaints?state=open")
    assert f"/admin/complaints/{still_open.id}" in page
    assert "店主答复期限" in page
    assert "这里没有投诉" in dis_desk.see("/admin/complaints?state=upheld")
    dis_desk.see("/admin/complaints?state=nonsense")


def test_who_waits_longest_comes_first_page_by_page_at_the_same_cost(
    dis_desk: Desk, twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.faces.admin.complaints.PAGE", 2)
    made, costs = [], []
    for _ in range(3):
        made.append(complain(bo, sold(twin, ada, bo, tea), tea))
        clock.advance(timedelta(minutes=1))
        with counted() as statements:
            page = dis_desk.see("/admin/complaints?state=open")
        costs.append(len(statements))
    assert len(set(costs)) == 1
    assert page.index(f"/admin/complaints/{made[0].id}") < page.index(f"/admin/complaints/{made[1].id}")
    assert f"/admin/complaints/{made[2].id}" not in page
    onward = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = dis_desk.see(onward)
    assert f"/admin/complaints/{made[2].id}" in page
    assert f"/admin/complaints/{made[0].id}" not in page
    for nonsense in ("nonsense", "WyJhIiwgMV0"):
        assert dis_desk.get(f"/admin/complaints?cursor={nonsense}").status_code == 400


def test_a_complaint_shows_what_was_said_and_what_upholding_would_cost(
    dis_desk: Desk, ada: Keeper, bo: Somebody, waiting: ComplaintView
) -> None:
    pair = f"/admin/relationships/{ada.code}/{bo.id}"
    assert pair not in dis_desk.see(f"/admin/complaints/{waiting.id}")
    for n in range(3):
        happens(ada, bo, EventKind.PURCHASE_SATISFIED, f"order:{n}")
    page = dis_desk.see(f"/admin/complaints/{waiting.id}")
    for words in ("茶是陈的", "我来换一罐", "买家请平台处理", "B**", waiting.order_no, "0.80", "0.50", "−0.30", "加 3"):
        assert words in page, words
    assert pair in page
    assert buying.HOME.detail not in page
    assert dis_desk.get(f"/admin/complaints/{waiting.id + 1}").status_code == 404


@pytest.mark.parametrize(("decision", "told"), [("uphold", 1), ("dismiss", 0)])
def test_a_decision_needs_words_and_is_made_once(
    dis_desk: Desk, ada: Keeper, bo: Somebody, waiting: ComplaintView, decision: str, told: int
) -> None:
    page, path = f"/admin/complaints/{waiting.id}", f"/admin/complaints/{waiting.id}/decision"
    assert "请写 1 到 500 个字" in dis_desk.do(page, path, decision=decision, words=" ")
    token = dis_desk.token(page)
    after = dis_desk.do(page, path, decision=decision, words="看过照片，批次号对得上")
    assert "看过照片，批次号对得上" in after
    assert "/decision" not in after
    assert scalar("SELECT count(*) FROM relationship_event WHERE kind = 6") == told
    again = {"csrf_token": token, "decision": "uphold", "words": "再来"}
    assert "这个投诉刚刚变了" in dis_desk.client.post(path, data=again, follow_redirects=True).text
    assert f"complaint:{waiting.id}" in dis_desk.see("/admin/audit")


def test_di_asks_first_and_both_read_it(dis_desk: Desk, waiting: ComplaintView) -> None:
    page = f"/admin/complaints/{waiting.id}"
    assert "请发一张照片" in dis_desk.do(page, f"{page}/messages", words="请发一张照片")
    assert complaints.thread_of([waiting.id])[-1].words == "请发一张照片"


def test_before_it_is_with_the_platform_there_is_nothing_to_decide(
    dis_desk: Desk, twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf
) -> None:
    made = complain(bo, sold(twin, ada, bo, tea), tea)
    page = f"/admin/complaints/{made.id}"
    assert "还没有轮到平台" in dis_desk.see(page)
    answer(ada, made)
    settle_complaint(bo.id, made.id)
    assert "已了结" in dis_desk.see(page)
    token = dis_desk.token("/admin/me")
    for path, says in (("decision", "刚刚变了"), ("messages", "已经结束")):
        form = {"csrf_token": token, "words": "看过", "decision": "uphold"}
        assert says in dis_desk.client.post(f"{page}/{path}", data=form, follow_redirects=True).text


def test_an_auditor_looks_and_does_not_decide(desk: Desk, waiting: ComplaintView) -> None:
    page = desk.log_in("some-auditor", role="auditor").see(f"/admin/complaints/{waiting.id}")
    assert "茶是陈的" in page
    assert "/decision" not in page


def test_what_the_platform_sold_costs_nobody_trust(dis_desk: Desk, twin: Twin, bo: Somebody, tea: Shelf) -> None:
    made = complain(bo, buying.buy(twin, bo, tea), tea)
    assert "不影响任何人的信任" in dis_desk.see(f"/admin/complaints/{made.id}")
