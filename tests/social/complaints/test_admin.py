"""Di sees what waits for a decision, what it would cost, and decides with words both sides read."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.social.complaints.complaining import answer, complain, hand_to_staff
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser, mistakes
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.social.complaints import ComplaintView
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.complaints.queries import complaints as complaints_queries
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.usefixtures("noon")


def sold(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))


@pytest.fixture
def waiting(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> ComplaintView:
    """Bo was not content with Ada's answer."""
    return hand_to_staff(ada, bo, complain(bo, sold(fake_wechat, ada, bo, tea), tea))


def test_the_list_begins_with_what_waits_for_a_decision(
    di_browser: StaffBrowser,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    waiting: ComplaintView,
) -> None:
    still_open = complain(bo, sold(fake_wechat, ada, bo, tea), tea, kind="delivery")
    page = di_browser.see("/admin/complaints")
    assert f"/admin/complaints/{waiting.id}" in page
    assert f"/admin/complaints/{still_open.id}" not in page
    page = di_browser.see("/admin/complaints?state=open")
    assert f"/admin/complaints/{still_open.id}" in page
    assert "店主答复期限" in page
    assert "这里没有投诉" in di_browser.see("/admin/complaints?state=upheld")
    di_browser.see("/admin/complaints?state=nonsense")


def test_who_waits_longest_comes_first_page_by_page_at_the_same_cost(
    di_browser: StaffBrowser,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.social.complaints.admin.PAGE", 2)
    made, costs = [], []
    for _ in range(3):
        made.append(complain(bo, sold(fake_wechat, ada, bo, tea), tea))
        clock.advance(timedelta(minutes=1))
        with count_statements() as statements:
            page = di_browser.see("/admin/complaints?state=open")
        costs.append(len(statements))
    assert len(set(costs)) == 1
    assert page.index(f"/admin/complaints/{made[0].id}") < page.index(f"/admin/complaints/{made[1].id}")
    assert f"/admin/complaints/{made[2].id}" not in page
    onward = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = di_browser.see(onward)
    assert f"/admin/complaints/{made[2].id}" in page
    assert f"/admin/complaints/{made[0].id}" not in page
    for nonsense in ("nonsense", "WyJhIiwgMV0"):
        assert di_browser.get(f"/admin/complaints?cursor={nonsense}").status_code == 400


def test_a_complaint_shows_what_was_said_and_what_upholding_would_cost(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, waiting: ComplaintView
) -> None:
    pair = f"/admin/relationships/{ada.code}/{bo.id}"
    assert pair not in di_browser.see(f"/admin/complaints/{waiting.id}")
    for n in range(3):
        happens(ada, bo, EventKind.PURCHASE_SATISFIED, f"order:{n}")
    page = di_browser.see(f"/admin/complaints/{waiting.id}")
    for words in ("茶是陈的", "我来换一罐", "买家请平台处理", "B**", waiting.order_no, "0.80", "0.50", "−0.30", "加 3"):
        assert words in page, words
    assert pair in page
    assert buying.HOME.detail not in page
    assert di_browser.get(f"/admin/complaints/{waiting.id + 1}").status_code == 404


@pytest.mark.parametrize(("decision", "told"), [("uphold", 1), ("dismiss", 0)])
def test_a_decision_needs_words_and_is_made_once(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, waiting: ComplaintView, decision: str, told: int
) -> None:
    page, path = f"/admin/complaints/{waiting.id}", f"/admin/complaints/{waiting.id}/decision"
    assert mistakes(di_browser.refused(page, path, decision=decision, text=" ")) == {"text": "请写 1 到 500 个字。"}
    too_long = di_browser.refused(page, path, decision=decision, text="长" * 501)
    assert mistakes(too_long) == {"text": "请写 1 到 500 个字。"}
    assert "长" * 501 in too_long
    token = di_browser.token(page)
    after = di_browser.do(page, path, decision=decision, text="看过照片，批次号对得上")
    assert "看过照片，批次号对得上" in after
    assert "/decision" not in after
    assert scalar("SELECT count(*) FROM relationship_event WHERE kind = 6") == told
    again = {"csrf_token": token, "decision": "uphold", "text": "再来"}
    assert "这个投诉刚刚变了" in di_browser.client.post(path, data=again, follow_redirects=True).text
    assert f"complaint:{waiting.id}" in di_browser.see("/admin/audit")


def test_di_asks_first_and_both_read_it(di_browser: StaffBrowser, waiting: ComplaintView) -> None:
    page = f"/admin/complaints/{waiting.id}"
    assert "请发一张照片" in di_browser.do(page, f"{page}/messages", text="请发一张照片")
    assert complaints_queries.messages_of([waiting.id])[-1].text == "请发一张照片"


def test_a_question_that_does_not_fit_is_told_where_it_was_typed(
    di_browser: StaffBrowser, waiting: ComplaintView
) -> None:
    page = f"/admin/complaints/{waiting.id}"
    shown = di_browser.refused(page, f"{page}/messages", text="长" * 501)
    assert mistakes(shown) == {"question-text": "请写 1 到 500 个字。"}
    assert '<details class="note" open>' in shown
    assert shown.count("长" * 501) == 1
    assert len(complaints_queries.messages_of([waiting.id])) == 2


@pytest.mark.parametrize("fields", [{}, {"decision": "maybe"}])
def test_without_a_decision_nothing_is_decided_and_the_words_stay(
    di_browser: StaffBrowser, waiting: ComplaintView, fields: dict[str, str]
) -> None:
    page = f"/admin/complaints/{waiting.id}"
    shown = di_browser.refused(page, f"{page}/decision", text="看过照片", **fields)
    assert mistakes(shown) == {"decision": "请点其中一个按钮。"}
    assert "看过照片" in shown
    assert complaints_queries.complaint(waiting.id).state == "with_staff"


def test_lines_end_alike_whatever_the_browser_sends(di_browser: StaffBrowser, waiting: ComplaintView) -> None:
    page = f"/admin/complaints/{waiting.id}"
    di_browser.do(page, f"{page}/messages", text="第一\r\n" * 100 + "尾" * 200)
    assert complaints_queries.messages_of([waiting.id])[-1].text == "第一\n" * 100 + "尾" * 200


def test_before_it_is_with_the_platform_there_is_nothing_to_decide(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = complain(bo, sold(fake_wechat, ada, bo, tea), tea)
    page = f"/admin/complaints/{made.id}"
    assert "还没有轮到平台" in di_browser.see(page)
    answer(ada, made)
    resolve_complaint(bo.id, made.id)
    assert "已解决" in di_browser.see(page)
    token = di_browser.token("/admin/me")
    for path, says in (("decision", "刚刚变了"), ("messages", "已经结束")):
        form = {"csrf_token": token, "text": "看过", "decision": "uphold"}
        assert says in di_browser.client.post(f"{page}/{path}", data=form, follow_redirects=True).text


def test_an_auditor_looks_and_does_not_decide(staff_browser: StaffBrowser, waiting: ComplaintView) -> None:
    page = staff_browser.log_in("some-auditor", role="auditor").see(f"/admin/complaints/{waiting.id}")
    assert "茶是陈的" in page
    assert "/decision" not in page


def test_what_the_platform_sold_costs_nobody_trust(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    made = complain(bo, buying.buy(fake_wechat, bo, tea), tea)
    assert "不影响任何人的信任" in di_browser.see(f"/admin/complaints/{made.id}")
