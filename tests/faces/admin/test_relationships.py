"""Di sees where shopkeepers and consumers stand, why, and decides what consumers contest."""

import re

import pytest

from tests.cast import Keeper, Somebody, add_person, add_staff
from tests.domain.social.happening import happens
from tests.faces.admin.desk import Desk
from webapp.domain.social import records, relationships
from webapp.domain.social.records import Record
from webapp.domain.social.relationships import EventKind
from webapp.domain.social.relationships.openings import MADE_GOOD
from webapp.faces.relationship_words import struck_words
from webapp.flows.contest_event import contest
from webapp.flows.decide_contest import decide
from webapp.kernel import clock
from webapp.kernel.db import listeners, transaction

pytestmark = pytest.mark.usefixtures("noon")


def test_the_funnel_of_the_platform_and_of_one_shopkeeper(dis_desk: Desk, ada: Keeper, bo: Somebody) -> None:
    assert "选一位店主" in dis_desk.see("/admin/relationships")
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    page = dis_desk.see(f"/admin/relationships?shopkeeper={ada.code}")
    assert "B**" in page
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "100 % 走到下一步 · 中位 0.0 天" in plain
    assert "初识 曾经到过 1 现在 1" in plain
    assert "还没有人走到这里" in plain
    assert "B**" not in dis_desk.see(f"/admin/relationships?shopkeeper={ada.code}&stage=friend")


def test_a_pair_is_told_with_its_arithmetic(dis_desk: Desk, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=3)
    for n in range(3):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=0.5 - n / 10)
    page = dis_desk.see(f"/admin/relationships/{ada.code}/{bo.id}")
    plain = re.sub(r"<[^>]+>", "", page)
    assert "0.00 + 0.1 = 0.10" in plain
    assert re.search(r"0\.40 \+ 0\.2 × 1\.5 = 0\.70", plain), "before + this event = after"
    assert "0.50 → 0.52" in plain
    assert "阶段：陌生 → 初识" in page
    assert dis_desk.get(f"/admin/relationships/{ada.code}/{bo.id + 99}").status_code == 404


def test_trust_over_time_has_its_interval_and_ends_where_the_pair_stands(
    dis_desk: Desk, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=3)
    path = f"/admin/relationships/{ada.code}/{bo.id}"
    assert f'data-source="{path}/course"' in dis_desk.see(path)
    told = dis_desk.get(f"{path}/course").json
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert told["mean"]["values"][0][1] == 0.5
    assert told["mean"]["values"][1][1] == pytest.approx(2 / 3, abs=1e-4)
    assert told["mean"]["values"][-1] == [int(clock.now().timestamp() * 1000), round(pair.mean, 4)]
    low, wide = told["low"][-1][1], told["band"]["values"][-1][1]
    assert (low, low + wide) == (pytest.approx(pair.interval[0], abs=1e-3), pytest.approx(pair.interval[1], abs=1e-3))
    assert dis_desk.get(f"/admin/relationships/{ada.code}/{bo.id + 99}/course").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "已更正，不计：异议成立"), ("en", "not counted: contested, and rightly so")]
)
def test_why_an_event_was_struck_is_said_in_the_readers_language(
    dis_desk: Desk, ada: Keeper, bo: Somebody, language: str, words: str
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    event_id = relationships.story(ada.id, bo.id, now=clock.now())[0].event_id
    assert event_id is not None
    decide(add_staff().id, contest(bo.id, event_id, "没有").id, uphold=True, answer="查过了")
    page = dis_desk.see(f"/admin/relationships/{ada.code}/{bo.id}", headers={"Accept-Language": language})
    assert words in page
    assert "查过了" in page
    assert "contest:" not in page


def test_a_share_that_turned_out_to_be_opened_in_time_says_so_in_both_languages() -> None:
    assert struck_words(MADE_GOOD, english=False) == "后来查到：按时打开了"
    assert struck_words(MADE_GOOD, english=True) == "it turned out to have been opened in time"
    assert struck_words("the carrier was late", english=False) == "the carrier was late"


def test_a_page_of_pairs_takes_the_same_statements_however_many(dis_desk: Desk, ada: Keeper) -> None:
    counts = []
    for size in (1, 8):
        for n in range(size):
            happens(ada, add_person(f"P{size}{n}"), EventKind.SHARE_OPENED, "touch:1")
        asked: list[str] = []
        listeners.append(asked.append)
        dis_desk.see(f"/admin/relationships?shopkeeper={ada.code}")
        listeners.remove(asked.append)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("decision", "left"), [("uphold", 0.0), ("dismiss", 3.0)])
def test_a_contest_is_decided_once_with_an_answer(
    dis_desk: Desk, ada: Keeper, bo: Somebody, decision: str, left: float
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    lines = relationships.story(ada.id, bo.id, now=clock.now())
    event_id = next(line.event_id for line in lines if line.kind is EventKind.COMPLAINT_UPHELD)
    assert event_id is not None
    made = contest(bo.id, event_id, "我没有投诉过")
    page, path = "/admin/contests", f"/admin/contests/{made.id}"
    assert "我没有投诉过" in dis_desk.see(page)
    token = dis_desk.token(page)
    empty = dis_desk.client.post(path, data={"csrf_token": token, "decision": decision}, follow_redirects=True)
    assert "请写 1 到 500 字的答复" in empty.text
    dis_desk.do(page, path, decision=decision, answer="查过了")
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).s == pytest.approx(left)
    again = dis_desk.client.post(
        path, data={"csrf_token": token, "decision": decision, "answer": "再来"}, follow_redirects=True
    )
    assert "已经决定过了" in again.text
    assert "没有待处理的异议" in again.text


def test_a_shops_page_says_what_its_ability_stands_on(dis_desk: Desk, ada: Keeper) -> None:
    with transaction():
        records.keep_records([Record(shopkeeper_id=ada.id, asked=10, answered=9)], now=clock.now())
        relationships.keep_abilities({ada.id: 0.79}, now=clock.now())
    page = dis_desk.see(f"/admin/shopkeepers/{ada.code}")
    assert "9 / 10" in page
    assert "0.79" in page


def test_a_shop_is_found_by_its_name_too(dis_desk: Desk, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert "B**" in dis_desk.see("/admin/relationships?shopkeeper=Ada的小店")
    assert dis_desk.get("/admin/relationships?shopkeeper=nobody").status_code == 404
