"""Di sees where shopkeepers and consumers stand, why, and decides what consumers contest."""

import re

import pytest

from tests.cast import Keeper, Somebody, add_person, add_staff
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.web.admin.staff_browser import StaffBrowser, mistakes
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import relationships
from webapp.social.relationships import EventKind
from webapp.social.relationships.flows.decide_objection import decide_objection
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.social.relationships.queries import timeline
from webapp.social.relationships.service import events
from webapp.social.relationships.service.share_openings import OPENED_IN_TIME
from webapp.social.relationships.words.arithmetic import void_reason_text
from webapp.social.service_records import ServiceFigures, service

pytestmark = pytest.mark.usefixtures("noon")


def test_the_funnel_of_the_platform_and_of_one_shopkeeper(di_browser: StaffBrowser, ada: Keeper, bo: Somebody) -> None:
    assert "选一位店主" in di_browser.see("/admin/relationships")
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    page = di_browser.see(f"/admin/relationships?shopkeeper={ada.code}")
    assert "B**" in page
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "100 % 走到下一步 · 中位 0.0 天" in plain
    assert "初识 曾经到过 1 现在 1" in plain
    assert "还没有人走到这里" in plain
    assert "B**" not in di_browser.see(f"/admin/relationships?shopkeeper={ada.code}&stage=friend")


def test_a_pair_is_told_with_its_arithmetic(di_browser: StaffBrowser, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=3)
    for n in range(3):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=0.5 - n / 10)
    page = di_browser.see(f"/admin/relationships/{ada.code}/{bo.id}")
    plain = re.sub(r"<[^>]+>", "", page)
    assert "0.00 + 0.1 = 0.10" in plain
    assert re.search(r"0\.40 \+ 0\.2 × 1\.5 = 0\.70", plain), "before + this event = after"
    assert "0.50 → 0.52" in plain
    assert "阶段：陌生 → 初识" in page
    assert di_browser.get(f"/admin/relationships/{ada.code}/{bo.id + 99}").status_code == 404


def test_trust_over_time_has_its_interval_and_ends_where_the_pair_stands(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=3)
    path = f"/admin/relationships/{ada.code}/{bo.id}"
    assert f'data-source="{path}/trust-history"' in di_browser.see(path)
    told = di_browser.get(f"{path}/trust-history").json
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert told["mean"]["values"][0][1] == 0.5
    assert told["mean"]["values"][1][1] == pytest.approx(2 / 3, abs=1e-4)
    assert told["mean"]["values"][-1] == [int(clock.now().timestamp() * 1000), round(pair.mean, 4)]
    low, wide = told["low"][-1][1], told["band"]["values"][-1][1]
    assert (low, low + wide) == (pytest.approx(pair.interval[0], abs=1e-3), pytest.approx(pair.interval[1], abs=1e-3))
    assert di_browser.get(f"/admin/relationships/{ada.code}/{bo.id + 99}/trust-history").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "已更正，不计：异议成立"), ("en", "not counted: contested, and rightly so")]
)
def test_why_an_event_was_struck_is_said_in_the_readers_language(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, language: str, words: str
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    event_id = timeline.timeline_of(ada.id, bo.id, now=clock.now())[0].event_id
    assert event_id is not None
    decide_objection(add_staff().id, object_to_event(bo.id, event_id, "没有").id, uphold=True, answer="查过了")
    page = di_browser.see(f"/admin/relationships/{ada.code}/{bo.id}", headers={"Accept-Language": language})
    assert words in page
    assert "查过了" in page
    assert "objection:" not in page


def test_a_share_that_turned_out_to_be_opened_in_time_says_so_in_both_languages() -> None:
    assert void_reason_text(OPENED_IN_TIME, "zh") == "后来查到：按时打开了"
    assert void_reason_text(OPENED_IN_TIME, "en") == "it turned out to have been opened in time"
    assert void_reason_text("the carrier was late", "zh") == "the carrier was late"


def test_a_page_of_pairs_takes_the_same_statements_however_many(di_browser: StaffBrowser, ada: Keeper) -> None:
    counts = []
    for size in (1, 8):
        for n in range(size):
            happens(ada, add_person(f"P{size}{n}"), EventKind.SHARE_OPENED, "touch:1")
        with count_statements() as asked:
            di_browser.see(f"/admin/relationships?shopkeeper={ada.code}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("decision", "left"), [("uphold", 0.0), ("dismiss", 3.0)])
def test_a_contest_is_decided_once_with_an_answer(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, decision: str, left: float
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    lines = timeline.timeline_of(ada.id, bo.id, now=clock.now())
    event_id = next(line.event_id for line in lines if line.kind is EventKind.COMPLAINT_UPHELD)
    assert event_id is not None
    made = object_to_event(bo.id, event_id, "我没有投诉过")
    page, path = "/admin/objections", f"/admin/objections/{made.id}"
    assert "我没有投诉过" in di_browser.see(page)
    token = di_browser.token(page)
    empty = di_browser.client.post(path, data={"csrf_token": token, "decision": decision}, follow_redirects=True)
    assert mistakes(empty.text) == {f"{made.id}-answer": "请写 1 到 500 字的答复。"}
    undecided = di_browser.refused(page, path, answer="查过了")
    assert mistakes(undecided) == {f"{made.id}-decision": "请点其中一个按钮。"}
    assert "查过了" in undecided
    di_browser.do(page, path, decision=decision, answer="查过了")
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).s == pytest.approx(left)
    again = di_browser.client.post(
        path, data={"csrf_token": token, "decision": decision, "answer": "再来"}, follow_redirects=True
    )
    assert "已经决定过了" in again.text
    assert "没有待处理的异议" in again.text


def test_a_shops_page_says_what_its_ability_stands_on(di_browser: StaffBrowser, ada: Keeper) -> None:
    with transaction():
        service.save_service_records([ServiceFigures(shopkeeper_id=ada.id, asked=10, answered=9)], now=clock.now())
        events.save_abilities({ada.id: 0.79}, now=clock.now())
    page = di_browser.see(f"/admin/shopkeepers/{ada.code}")
    assert "9 / 10" in page
    assert "0.79" in page


def test_a_shop_is_found_by_its_name_too(di_browser: StaffBrowser, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert "B**" in di_browser.see("/admin/relationships?shopkeeper=Ada的小店")
    assert di_browser.get("/admin/relationships?shopkeeper=nobody").status_code == 404
