"""Bo reviews what arrived, everybody reads it, Ada replies; on the phone."""

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.reviews.reviewing import check_all, received, says
from tests.statements import count_statements
from tests.trade import buying
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def token(ada: Keeper, tea: ListedProduct) -> str:
    return buying.share(ada, tea)


@pytest.fixture
def no(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str) -> str:
    """The tea Ada recommended has arrived at Bo's."""
    return received(fake_wechat, bo, tea, token)


def test_bo_is_asked_writes_and_sees_what_he_wrote(bo_phone: Phone, no: str, tea: ListedProduct) -> None:
    path = f"/orders/{no}/reviews"
    asked = bo_phone.get(path).json
    assert [(each["sku_code"], each["name"], each["reviewable"], each["review"]) for each in asked["items"]] == [
        (tea.sku_code, "春茶 · 小罐", True, None)
    ]
    assert asked["until"] == "2026-08-30T04:00:00Z"
    answer = bo_phone.post(path, {"sku_code": tea.sku_code, "stars": 5, "text": " 很香 "})
    assert answer.status_code == 201
    (item,) = answer.json["items"]
    assert (item["reviewable"], item["review"]["stars"], item["review"]["reply"]) == (False, 5, None)
    assert item["review"]["review_text"] == {
        "text": "很香",
        "state": "checking",
        "state_text": "文字在检查，通过后大家能看到",
        "reason": "",
    }
    check_all()
    assert bo_phone.get(path).json["items"][0]["review"]["review_text"]["state"] == "shown"


def test_each_refusal_has_its_code(
    bo_phone: Phone, cy_phone: Phone, fake_wechat: FakeWechat, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    wish = {"sku_code": tea.sku_code, "stars": 5}
    unpaid = buying.order(bo, tea).no
    for phone, order, body, expected in (
        (bo_phone, unpaid, wish, (422, "not_received")),
        (cy_phone, no, wish, (404, "order_not_found")),
        (bo_phone, no, {**wish, "sku_code": "honey"}, (404, "not_bought")),
        (bo_phone, no, {**wish, "stars": 6}, (422, "validation_error")),
        (bo_phone, no, {**wish, "text": "长" * 501}, (422, "validation_error")),
        (bo_phone, no, {**wish, "shop": "x"}, (422, "validation_error")),
        (bo_phone, no, wish, (201, None)),
        (bo_phone, no, wish, (409, "already_reviewed")),
    ):
        answer = phone.post(f"/orders/{order}/reviews", body)
        assert (answer.status_code, answer.json.get("code")) == expected
    assert "每样东西评一次" in bo_phone.post(f"/orders/{no}/reviews", wish).json["detail"]


def test_everybody_reads_all_stars_mixed_with_the_mean(
    cy_phone: Phone, bo_phone: Phone, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    for stars, words in ((5, "好"), (1, "受潮了"), (4, FLAGGED), (3, "")):
        says(bo, received(fake_wechat, bo, tea, token), tea, stars, words)
    check_all()
    path = f"/products/{tea.product_code}/reviews"
    first = cy_phone.get(f"{path}?limit=3").json
    rest = cy_phone.get(f"{path}?limit=3&cursor={first['next_cursor']}").json
    assert [(each["stars"], each["text"]) for each in (*first["items"], *rest["items"])] == [
        (3, None),
        (4, None),
        (1, "受潮了"),
        (5, "好"),
    ]
    assert first["rating"]["average"] == 3.3
    assert [each["count"] for each in first["rating"]["by_star"]] == [1, 1, 1, 0, 1]
    assert rest["items"][0] == {
        "stars": 5,
        "text": "好",
        "buyer": {"alias": None, "name": "B**"},
        "sku_name": "小罐",
        "month": "2026-06",
        "verified": True,
        "reply": None,
        "shop_name": "Ada的小店",
    }
    assert "不因为差评删除" in first["policy"]
    assert cy_phone.get("/products/nothing/reviews").status_code == 404


def test_ada_sees_reviews_of_her_sales_masked_and_replies_once(
    ada_phone: Phone, bo_phone: Phone, bo: Somebody, fake_wechat: FakeWechat, no: str, tea: ListedProduct
) -> None:
    says(bo, no, tea, 2, "有点碎")
    says(bo, received(fake_wechat, bo, tea), tea, 1)
    (seen,) = ada_phone.get("/reviews?role=shopkeeper").json["items"]
    assert (seen["stars"], seen["text"], seen["buyer"]["name"], seen["order_no"]) == (2, None, "B**", no)
    check_all()
    (seen,) = ada_phone.get("/reviews").json["items"]
    assert seen["text"] == "有点碎"
    reply = f"/reviews/{seen['id']}/reply"
    assert ada_phone.post(reply, {"text": " "}).status_code == 422
    answer = ada_phone.post(reply, {"text": "下次包好"})
    assert (answer.status_code, answer.json["reply"]["state"]) == (201, "checking")
    assert ada_phone.post(reply, {"text": "再说一句"}).json["code"] == "already_replied"
    assert bo_phone.get(f"/orders/{no}/reviews").json["items"][0]["review"]["reply"] is None
    check_all()
    assert bo_phone.get(f"/orders/{no}/reviews").json["items"][0]["review"]["reply"] == "下次包好"


def test_bo_takes_it_back_for_good(bo_phone: Phone, cy_phone: Phone, bo: Somebody, no: str, tea: ListedProduct) -> None:
    written = says(bo, no, tea, 2, "有点碎")
    for path in (f"/reviews/{written.id}", "/reviews/x", f"/reviews/{10**30}"):
        assert cy_phone.ask("DELETE", path).status_code == 404
    assert bo_phone.ask("DELETE", f"/reviews/{written.id}").status_code == 204
    assert bo_phone.ask("DELETE", f"/reviews/{written.id}").json["code"] == "review_not_found"
    (item,) = bo_phone.get(f"/orders/{no}/reviews").json["items"]
    assert (item["reviewable"], item["review"]) == (False, None)


def test_lists_take_the_same_statements_however_many(
    ada_phone: Phone, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    counts = []
    for _ in range(2):
        says(bo, received(fake_wechat, bo, tea, token), tea, 5, "好")
        for path in (f"/products/{tea.product_code}/reviews", "/reviews"):
            with count_statements() as statements:
                assert ada_phone.get(path).status_code == 200
            counts.append(len(statements))
    assert counts[:2] == counts[2:]
