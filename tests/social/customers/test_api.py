"""Ada sees her customers and asks before she shares; Bo sees what is held about him, and decides."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, add_staff
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.people.identity import alias_code
from webapp.social.relationships import EventKind, objections
from webapp.social.relationships.flows.decide_objection import decide_objection

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def eve_phone(app: APIFlask, fake_wechat: FakeWechat) -> Phone:
    """Another shopkeeper."""
    return Phone(app.test_client()).login(fake_wechat, add_shopkeeper(add_person("Eve")).person)


def test_ada_sees_her_customer_masked_with_stage_trust_and_next_step(
    ada_phone: Phone, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    (seen,) = ada_phone.get("/customers").json["items"]
    assert (seen["name"], seen["stage"], seen["stage_text"]) == ("B**", "acquaintance", "初识")
    assert seen["alias"] == alias_code(ada.id, -bo.id)
    assert seen["trust"]["mean"] == pytest.approx(1.1 / 2.1)
    assert seen["trust"]["is_new"] is True
    detail = ada_phone.get(f"/customers/{bo.id}", Accept_Language="en").json
    assert detail["next_stage"] == {"stage": "familiar", "missing": "2 visits within two weeks (now 1)"}
    assert detail["next_action"]["action_text"] == "Send something of use, not goods yet."
    assert detail["next_action"]["reason_text"] == "you have just met: one visit lately"


def test_the_story_explains_each_event_in_arithmetic(ada_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    stage, opened = ada_phone.get(f"/customers/{bo.id}/timeline").json["items"]
    assert (stage["kind"], stage["text"]) == ("stage", "陌生 → 初识")
    assert opened["arithmetic"] == "好 + 0.10; (0.10 + 1) / (0.10 + 0.00 + 2) = 0.52"


def test_somebody_elses_customer_does_not_exist(eve_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    for path in (f"/customers/{bo.id}", f"/customers/{bo.id}/timeline", "/customers/x", f"/customers/{10**30}"):
        assert eve_phone.get(path).status_code == 404
    assert eve_phone.get("/customers").json["items"] == []


def test_who_has_no_shop_has_no_customers(bo_phone: Phone) -> None:
    assert bo_phone.get("/customers").status_code == 403


def test_customers_come_page_by_page_in_the_same_number_of_statements(ada_phone: Phone, ada: Keeper) -> None:
    for n in range(7):
        happens(ada, add_person(f"P{n}"), EventKind.SHARE_OPENED, "touch:1")
    counts = []
    seen: list[str] = []
    for limit in (2, 6):
        with count_statements() as asked:
            first = ada_phone.get(f"/customers?limit={limit}").json
        counts.append(len(asked))
        rest = ada_phone.get(f"/customers?limit=100&cursor={first['next_cursor']}").json
        seen = [each["id"] for each in (*first["items"], *rest["items"])]
        assert len(set(seen)) == 7
    assert counts[0] == counts[1]


def test_the_funnel_speaks_of_every_stage(ada_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    found = ada_phone.get("/customers/funnel").json["items"]
    assert [each["stage_text"] for each in found] == ["陌生", "初识", "熟悉", "朋友", "价值伙伴", "变淡"]
    assert [(each["now"], each["ever"]) for each in found][:2] == [(0, 1), (1, 1)]


def test_before_sharing_ada_hears_whom_it_would_tire(ada_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=9)
    for n in range(2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=3 - n)
    told = ada_phone.post("/shares/advice", {"audience": [str(bo.id)]}).json
    (tired,) = told["tires"]
    assert (tired["reason"], tired["reason_text"]) == ("ignored_lately", "最近 2 次都没有打开")
    assert tired["trust_if_ignored"] < tired["trust"]
    assert told["alternative"].startswith("先发一条有用的")


def test_a_share_goes_to_whom_it_is_meant_for_and_to_nobody_who_muted(
    ada_phone: Phone, bo_phone: Phone, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    wish = {"product_code": tea.product_code, "audience": [str(bo.id)]}
    assert ada_phone.post("/shares", wish).status_code == 201
    assert bo_phone.ask("PUT", f"/me/relationships/{ada.code}/mute").status_code == 204
    refused = ada_phone.post("/shares", wish)
    assert (refused.status_code, refused.json["code"]) == (422, "audience_held_back")
    assert bo_phone.ask("DELETE", f"/me/relationships/{ada.code}/mute").status_code == 204
    assert ada_phone.post("/shares", wish).status_code == 201


def test_bo_sees_what_is_held_about_him_blocks_and_lifts_it(bo_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    (held,) = bo_phone.get("/me/relationships").json["items"]
    assert (held["shop_name"], held["stage"], held["blocked"]) == ("Ada的小店", "acquaintance", False)
    bo_phone.ask("PUT", f"/me/relationships/{ada.code}/block")
    (held,) = bo_phone.get("/me/relationships").json["items"]
    assert (held["blocked"], held["trust"]["mean"], held["stage"]) == (True, 0.05, "cooling")
    bo_phone.ask("DELETE", f"/me/relationships/{ada.code}/block")
    assert bo_phone.get("/me/relationships").json["items"][0]["trust"]["mean"] > 0.5


def test_bo_contests_his_own_event_once_and_nobody_elses(
    bo_phone: Phone, cy_phone: Phone, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    (event,) = [each for each in bo_phone.get(f"/me/relationships/{ada.code}").json["items"] if each["id"]]
    path = f"/me/relationships/events/{event['id']}/objection"
    assert cy_phone.post(path, {"text": "not mine"}).status_code == 404
    assert bo_phone.post(path, {"text": ""}).status_code == 422
    assert bo_phone.post(path, {"text": "我没有投诉过"}).status_code == 204
    assert bo_phone.post(path, {"text": "again"}).json["code"] == "already_objected"


def test_bo_reads_what_became_of_his_contest_and_ada_does_not(
    bo_phone: Phone, ada_phone: Phone, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    (event,) = [each for each in bo_phone.get(f"/me/relationships/{ada.code}").json["items"] if each["id"]]
    assert event["objection"] is None
    bo_phone.post(f"/me/relationships/events/{event['id']}/objection", {"text": "我没有投诉过"})
    (open_,) = [each for each in bo_phone.get(f"/me/relationships/{ada.code}").json["items"] if each["id"]]
    assert open_["objection"] == {"state": "open", "text": "我没有投诉过", "answer": ""}
    contest_id = objections.objections_of(bo.id)[0].id
    decide_objection(add_staff().id, contest_id, uphold=True, answer="查过了，您说得对")
    (decided,) = [each for each in bo_phone.get(f"/me/relationships/{ada.code}").json["items"] if each["id"]]
    assert decided["objection"] == {"state": "upheld", "text": "我没有投诉过", "answer": "查过了，您说得对"}
    assert decided["arithmetic"] == "已更正，不再计算：异议成立"
    (english,) = bo_phone.get(f"/me/relationships/{ada.code}", Accept_Language="en").json["items"]
    assert english["arithmetic"] == "corrected, no longer counted: contested, and rightly so"
    told = ada_phone.get(f"/customers/{bo.id}/timeline")
    assert told.json["items"][0]["arithmetic"] == "已更正，不再计算"
    assert "我没有投诉过" not in told.text
    assert "objection" not in told.json["items"][0]


def test_while_blocked_the_arithmetic_says_that_trust_is_fixed(bo_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=1)
    bo_phone.ask("PUT", f"/me/relationships/{ada.code}/block")
    lines = bo_phone.get(f"/me/relationships/{ada.code}").json["items"]
    (blocked,) = [each for each in lines if each["kind"] == "block"]
    assert blocked["arithmetic"] == "屏蔽期间固定为 0.05"


def test_nobody_blocks_themselves(ada_phone: Phone, ada: Keeper) -> None:
    refused = ada_phone.ask("PUT", f"/me/relationships/{ada.code}/block")
    assert (refused.status_code, refused.json["code"]) == (422, "own_shop")
