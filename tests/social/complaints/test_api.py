"""Bo complains on his phone, Ada answers at her desk, and neither sees more of the other than they should."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.complaints.complaining import complain, decide
from tests.statements import count_statements
from tests.trade import buying
from tests.web.api.phone import HOME, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.trade.refunds.flows.request_refund import request_refund

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def no(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """Bo has paid for tea Ada shared."""
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))


@pytest.fixture
def wish(tea: ListedProduct) -> dict[str, str]:
    return {"sku_code": tea.sku_code, "kind": "quality", "text": "茶是陈的"}


def test_the_whole_way_to_a_settlement(bo_phone: Phone, ada_phone: Phone, no: str, wish: dict[str, str]) -> None:
    filed = bo_phone.post(f"/orders/{no}/complaints", wish)
    assert filed.status_code == 201, filed.json
    assert (filed.json["role"], filed.json["state"], filed.json["state_text"]) == ("buyer", "open", "等店主答复")
    assert (filed.json["item"]["name"], filed.json["shop_name"]) == ("春茶 · 小罐", "Ada的小店")
    path = f"/complaints/{filed.json['id']}"
    (waiting,) = ada_phone.get("/after-sales").json["items"]
    assert (waiting["ref"], waiting["seconds_left"], waiting["about_text"]) == (
        filed.json["id"],
        48 * 3600,
        "质量有问题",
    )
    clock.advance(timedelta(hours=3))
    answered = ada_phone.post(f"{path}/messages", {"text": "我换一罐给您"})
    assert (answered.status_code, answered.json["role"], answered.json["state"]) == (201, "shopkeeper", "answered")
    assert [each["mine"] for each in answered.json["messages"]] == [False, True]
    seen = bo_phone.get(path).json
    assert (seen["can_write"], seen["can_settle"], seen["can_escalate"]) == (True, True, True)
    assert bo_phone.post(f"{path}/resolution", {}).json["state"] == "resolved"
    desk = ada_phone.get("/after-sales").json
    assert desk["items"] == []
    assert desk["figures"]["median_answer_seconds"] == 3 * 3600


def test_bo_asks_for_a_decision_and_both_read_it(
    bo_phone: Phone, ada_phone: Phone, ada: Keeper, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    made = complain(bo, no, tea)
    path = f"/complaints/{made.id}"
    early = bo_phone.post(f"{path}/escalation")
    assert (early.status_code, early.json["code"]) == (422, "not_yet_answered")
    ada_phone.post(f"{path}/messages", {"text": "就是这样的"})
    assert bo_phone.post(f"{path}/escalation").json["state"] == "with_staff"
    decide(made, uphold=True, words="批次不对")
    for phone in (bo_phone, ada_phone):
        seen = phone.get(path).json
        assert (seen["state"], seen["messages"][-1]["text"], seen["messages"][-1]["decides"]) == (
            "upheld",
            "批次不对",
            True,
        )
        assert [seen[may] for may in ("can_write", "can_settle", "can_escalate")] == [False] * 3
    closed = bo_phone.post(f"{path}/messages", {"text": "谢谢"})
    assert (closed.status_code, closed.json["code"]) == (422, "complaint_closed")


def test_ada_sees_bo_masked_and_never_where_he_lives(
    ada_phone: Phone, bo: Somebody, no: str, tea: ListedProduct
) -> None:
    made = complain(bo, no, tea)
    for path in (f"/complaints/{made.id}", "/complaints?role=shopkeeper", "/after-sales"):
        text = ada_phone.get(path).text
        for secret in (*HOME.values(), buying.HOME.recipient, buying.HOME.detail):
            assert secret not in text
    assert ada_phone.get(f"/complaints/{made.id}").json["buyer"]["name"] == "B**"


def test_a_second_complaint_about_a_line_points_to_the_first(bo_phone: Phone, no: str, wish: dict[str, str]) -> None:
    bo_phone.post(f"/orders/{no}/complaints", wish)
    again = bo_phone.post(f"/orders/{no}/complaints", wish)
    assert (again.status_code, again.json["code"]) == (409, "already_complained")
    assert "补充一条" in again.json["detail"]
    (first,) = bo_phone.get(f"/complaints?order_no={no}").json["items"]
    assert bo_phone.post(f"/complaints/{first['id']}/messages", {"text": "还有一件事"}).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"text": ""}, 422, "validation_error"),
        ({"text": "长" * 501}, 422, "validation_error"),
        ({"kind": "anger"}, 422, "validation_error"),
        ({"more": "x"}, 422, "validation_error"),
        ({"sku_code": "tea-l"}, 404, "no_such_line"),
        ({"text": "a\0b"}, 400, "invalid"),
    ],
)
def test_bad_input_is_refused_by_name(
    bo_phone: Phone, no: str, wish: dict[str, str], change: dict[str, str], status: int, code: str
) -> None:
    answer = bo_phone.post(f"/orders/{no}/complaints", {**wish, **change})
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_what_was_never_paid_or_came_too_long_ago_is_refused(
    bo_phone: Phone, bo: Somebody, tea: ListedProduct, no: str, wish: dict[str, str]
) -> None:
    unpaid = bo_phone.post(f"/orders/{buying.order(bo, tea).no}/complaints", wish)
    assert (unpaid.status_code, unpaid.json["code"]) == (422, "not_paid_for")
    for nowhere in ("x", "0", str(10**30)):
        assert bo_phone.get(f"/complaints/{nowhere}").status_code == 404


def test_complaints_come_page_by_page_in_the_same_number_of_statements(
    bo_phone: Phone, ada_phone: Phone, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = [complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea) for _ in range(5)]
    for phone, role in ((bo_phone, "buyer"), (ada_phone, "shopkeeper")):
        counts = []
        for limit in (2, 4):
            with count_statements() as asked:
                first = phone.get(f"/complaints?role={role}&limit={limit}").json
            counts.append(len(asked))
            rest = phone.get(f"/complaints?role={role}&limit=9&cursor={first['next_cursor']}").json
            assert [each["id"] for each in (*first["items"], *rest["items"])] == [str(one.id) for one in made[::-1]]
        assert counts[0] == counts[1]
        assert phone.get(f"/complaints?role={role}&state=answered").json["items"] == []


def test_the_desk_shows_refunds_under_way_and_needs_a_shop(
    ada_phone: Phone, bo_phone: Phone, bo: Somebody, no: str
) -> None:
    number = request_refund(no, by=f"person:{bo.id}")
    (waiting,) = ada_phone.get("/after-sales", Accept_Language="en").json["items"]
    assert (waiting["kind"], waiting["ref"], waiting["due_at"]) == ("refund", number, None)
    assert waiting["about_text"] == "Requested"
    for path in ("/after-sales", "/complaints?role=shopkeeper"):
        assert bo_phone.get(path).json["code"] == "not_shopkeeper"
