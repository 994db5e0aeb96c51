"""The main line through the API: Ada shares, Bo opens, buys, pays and receives; Ada is told why she earns."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct, Somebody, add_product, scalar
from tests.public_texts import run_text_checks
from tests.statements import count_statements
from tests.web.api.phone import HOME, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.settings import settings
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def shared(ada_phone: Phone, tea: ListedProduct) -> dict[str, str]:
    """Ada's share of the tea."""
    answer = ada_phone.post("/shares", {"product_code": tea.product_code, "text": "自己在喝"})
    assert answer.status_code == 201, answer.json
    run_text_checks()
    made: dict[str, str] = answer.json
    return made


def staff() -> int:
    with transaction():
        execute(
            """INSERT INTO staff (login, name, role, password_hash, totp_secret, created_at)
               VALUES ('di', 'Di', 'operator', '', '', now())"""
        )
    return int(str(scalar("SELECT id FROM staff")))


def test_from_a_share_to_an_explained_reward(
    ada_phone: Phone,
    bo_phone: Phone,
    cy_phone: Phone,
    shared: dict[str, str],
    tea: ListedProduct,
    fake_wechat: FakeWechat,
) -> None:
    opened = bo_phone.post("/visits", {"token": shared["token"]}).json
    assert opened["page"]["product"]["name"] == "春茶"
    assert opened["page"]["text"] == "自己在喝"
    assert opened["page"]["card"]["path"].endswith(opened["forward_token"])
    assert opened["forward_token"] != shared["token"]

    clock.advance(timedelta(minutes=1))
    forwarded = cy_phone.post("/visits", {"token": opened["forward_token"]}).json
    clock.advance(timedelta(minutes=1))
    order = cy_phone.order(tea.sku_code, token=opened["forward_token"], visit_id=forwarded["visit_id"]).json
    assert (order["state"], order["total_fen"], order["currency"]) == ("pending_payment", 9_900, "CNY")
    assert order["state_text"] == "待付款"

    payment = cy_phone.post(f"/orders/{order['no']}/payment").json
    assert set(payment["sheet"]) == {"timeStamp", "nonceStr", "package", "signType", "paySign"}
    assert cy_phone.get(f"/orders/{order['no']}/payment").json["state"] == "pending_payment"
    assert ada_phone.get(f"/shares/{shared['id']}").json["counts"]["orders"] == 0  # nobody has paid yet
    fake_wechat.pay.succeed(payment["out_trade_no"])
    paid = cy_phone.get(f"/orders/{order['no']}/payment").json
    assert (paid["state"], [event["event"] for event in paid["events"]]) == ("paid", ["placed", "paid"])

    purse = ada_phone.get("/earnings").json
    assert (purse["pending_fen"], purse["payable_fen"]) == (990, 0)
    entry = ada_phone.get("/earnings/entries").json["items"][0]
    assert entry["sold"] == {"name": "春茶 · 小罐", "quantity": 1}
    assert (entry["order_no"], entry["state"], entry["amount_fen"], entry["rate_bp"]) == (
        order["no"], "pending", 990, 1_000,
    )  # fmt: skip
    assert entry["explanation"]["lines"]
    assert ada_phone.get(f"/earnings/entries/{entry['id']}").json == entry
    why = ada_phone.get(f"/earnings/explanation?order_no={order['no']}", Accept_Language="en").json
    assert "9.90" in why["title"]

    sold = ada_phone.get("/orders?role=shopkeeper").json["items"][0]
    assert (sold["buyer"]["name"], order["buyer"]) == ("C**", None)
    nodes = ada_phone.get(f"/shares/{shared['id']}/forwards").json["items"]
    looks = {look["id"]: look["visitor"]["alias"] for look in ada_phone.get("/visits").json["items"]}
    assert [(node["visitor"]["alias"], node["bought"]) for node in nodes] == [
        (looks[nodes[0]["id"]], False),
        (looks[nodes[1]["id"]], True),
    ]
    assert len(set(looks.values())) == 2
    assert ada_phone.get(f"/shares/{shared['id']}").json["counts"]["orders"] == 1
    assert nodes[1]["parent_id"] == nodes[0]["id"] == opened["visit_id"]

    ship_order(order["no"], carrier="SF", tracking_no="SF1001", staff_id=staff())
    received = cy_phone.post(f"/orders/{order['no']}/receipt").json
    assert (received["state"], received["tracking"]) == ("received", {"carrier": "SF", "no": "SF1001"})
    clock.advance(timedelta(seconds=settings().settle_hold_seconds + 1))
    settle_orders()
    assert ada_phone.get("/earnings").json["payable_fen"] == 990
    assert ada_phone.get("/earnings/entries?state=pending").json["items"] == []


def test_an_order_sent_twice_is_one_order(bo_phone: Phone, tea: ListedProduct) -> None:
    first, again = (bo_phone.order(tea.sku_code, key="k1") for _ in range(2))
    assert first.json == again.json
    assert (first.status_code, again.status_code) == (201, 201)
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert first.headers["Location"] == f"/api/v1/orders/{first.json['no']}"
    assert scalar("SELECT count(*) FROM orders") == 1
    assert scalar("SELECT reserved FROM sku WHERE code = :c", c=tea.sku_code) == 1


def test_a_key_used_for_something_else_is_refused(bo_phone: Phone, tea: ListedProduct) -> None:
    bo_phone.order(tea.sku_code, key="k1")
    other = bo_phone.order(tea.other_sku_code, key="k1")
    assert (other.status_code, other.json["code"]) == (422, "key_reused")
    assert scalar("SELECT count(*) FROM orders") == 1


def test_two_people_may_choose_the_same_key(bo_phone: Phone, cy_phone: Phone, tea: ListedProduct) -> None:
    assert bo_phone.order(tea.sku_code, key="k1").json["no"] != cy_phone.order(tea.sku_code, key="k1").json["no"]


def test_without_a_key_nothing_is_bought(bo_phone: Phone, tea: ListedProduct) -> None:
    answer = bo_phone.post("/orders", {"items": [{"sku_code": tea.sku_code, "quantity": 1}], "address": HOME})
    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_needed")


def test_a_refused_order_leaves_the_key_free(bo_phone: Phone, tea: ListedProduct) -> None:
    with transaction():
        execute("UPDATE sku SET on_hand = 0 WHERE code = :c", c=tea.sku_code)
    refused = bo_phone.order(tea.sku_code, key="k1")
    assert refused.json["code"] == "sold_out"
    with transaction():
        execute("UPDATE sku SET on_hand = 5 WHERE code = :c", c=tea.sku_code)
    assert bo_phone.order(tea.sku_code, key="k1").status_code == 201


def test_nobody_orders_faster_than_people_do(bo_phone: Phone, cy_phone: Phone, tea: ListedProduct) -> None:
    seen = [bo_phone.order(tea.sku_code, key=f"k{n}").status_code for n in range(6)]
    assert seen == [201] * 5 + [429]
    assert cy_phone.order(tea.sku_code).status_code == 201
    clock.advance(timedelta(minutes=1))
    assert bo_phone.order(tea.sku_code, key="later").status_code == 201


BAD_ORDERS = {
    "price": {"price_fen": 1},
    "buyer": {"buyer_id": "1"},
    "shopkeeper": {"shopkeeper_id": "1"},
    "items.0.unit_price_fen": {"items": [{"sku_code": "tea-s", "quantity": 1, "unit_price_fen": 1}]},
    "items.0.quantity": {"items": [{"sku_code": "tea-s", "quantity": 0}]},
    "items": {"items": []},
    "address.phone": {"address": {**HOME, "phone": "1"}},
    "address.detail": {"address": {key: value for key, value in HOME.items() if key != "detail"}},
    "note": {"note": "长" * 201},
}


@pytest.mark.parametrize("field", BAD_ORDERS)
def test_what_nobody_may_say_is_named(bo_phone: Phone, tea: ListedProduct, field: str) -> None:
    answer = bo_phone.order(tea.sku_code, **BAD_ORDERS[field])
    assert (answer.status_code, answer.json["code"]) == (422, "validation_error")
    assert answer.content_type == "application/problem+json"
    assert answer.json["errors"][0]["location"] == "json"
    assert answer.json["errors"][0]["field"].startswith(field.split(".")[0])
    assert scalar("SELECT count(*) FROM orders") == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe"])
def test_what_is_not_json_is_a_problem_and_no_crash(bo_phone: Phone, client: FlaskClient, body: bytes) -> None:
    answer = client.post(
        "/api/v1/orders",
        data=body,
        headers={"Authorization": f"Bearer {bo_phone.token}", "Idempotency-Key": "k"},
        content_type="application/json",
    )
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"


def test_a_closed_share_says_so(ada_phone: Phone, bo_phone: Phone, shared: dict[str, str]) -> None:
    assert ada_phone.ask("DELETE", f"/shares/{shared['id']}").status_code == 204
    assert ada_phone.ask("DELETE", f"/shares/{shared['id']}").status_code == 204
    answer = bo_phone.post("/visits", {"token": shared["token"]})
    assert (answer.status_code, answer.json["code"]) == (422, "share_revoked")
    assert ada_phone.get(f"/shares/{shared['id']}").json["revoked_at"] is not None


def test_a_forged_link_opens_nothing(bo_phone: Phone, shared: dict[str, str]) -> None:
    token = shared["token"]
    answer = bo_phone.post("/visits", {"token": token[:-1] + ("A" if token[-1] != "A" else "B")})
    assert (answer.status_code, answer.json["code"]) == (400, "forged_token")


def test_a_share_is_printed_once_and_kept(ada_phone: Phone, shared: dict[str, str], fake_wechat: FakeWechat) -> None:
    drawn = [ada_phone.get(f"/shares/{shared['id']}/code") for _ in range(2)]
    assert [answer.content_type for answer in drawn] == ["image/png"] * 2
    assert drawn[0].data == drawn[1].data
    assert drawn[0].data.startswith(b"\x89PNG")
    assert fake_wechat.calls.count("mini.code_picture") == 1


def test_ones_own_look_is_not_counted(ada_phone: Phone, bo_phone: Phone, shared: dict[str, str]) -> None:
    for phone in (ada_phone, bo_phone, bo_phone):
        phone.post("/visits", {"token": shared["token"]})
    counts = ada_phone.get("/shares").json["items"][0]["counts"]
    assert (counts["visits"], counts["visitors"]) == (2, 1)
    visits = ada_phone.get("/visits").json["items"]
    assert len(visits) == 2
    assert len({visit["visitor"]["alias"] for visit in visits}) == 1


def test_two_shopkeepers_cannot_tell_that_it_was_the_same_visitor(
    ada_phone: Phone, bo_phone: Phone, cy: Somebody, cy_phone: Phone, tea: ListedProduct, shared: dict[str, str]
) -> None:
    from tests.cast import add_shopkeeper

    add_shopkeeper(cy)
    other = cy_phone.post("/shares", {"product_code": tea.product_code}).json
    for token in (shared["token"], other["token"]):
        bo_phone.post("/visits", {"token": token})
    names = [phone.get("/visits").json["items"][0]["visitor"]["alias"] for phone in (ada_phone, cy_phone)]
    assert len(set(names)) == 2


def test_an_unpaid_order_may_be_cancelled(bo_phone: Phone, tea: ListedProduct) -> None:
    no = bo_phone.order(tea.sku_code).json["no"]
    assert bo_phone.post(f"/orders/{no}/cancellation").json["state"] == "closed"
    assert scalar("SELECT reserved FROM sku WHERE code = :c", c=tea.sku_code) == 0


def test_a_paid_order_may_be_given_back(bo_phone: Phone, tea: ListedProduct, fake_wechat: FakeWechat) -> None:
    no = bo_phone.order(tea.sku_code).json["no"]
    payment = bo_phone.post(f"/orders/{no}/payment").json
    confirm_payment(fake_wechat.pay.succeed(payment["out_trade_no"]), notice_id="n1")
    asked = bo_phone.post(f"/orders/{no}/refunds", {"text": "不合适"})
    assert (asked.status_code, asked.json["order"]["state"]) == (201, "refunding")
    assert bo_phone.post(f"/orders/{no}/refunds", {}).json["out_refund_no"] == asked.json["out_refund_no"]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/products", 3),
        ("/shares", 7),
        ("/orders", 4),
        ("/orders?role=shopkeeper", 4),
        ("/earnings/entries", 4),
        ("/visits", 4),
    ],
)
def test_a_longer_list_costs_no_more_statements(
    ada_phone: Phone,
    bo_phone: Phone,
    cy_phone: Phone,
    shared: dict[str, str],
    path: str,
    most: int,
    fake_wechat: FakeWechat,
) -> None:
    goods = [add_product(f"tea-{n}") for n in range(3)]
    sent = [ada_phone.post("/shares", {"product_code": each.product_code}).json["token"] for each in goods]
    tokens = [bo_phone.post("/visits", {"token": token}).json["forward_token"] for token in sent]
    for n, (shelf, token) in enumerate(zip(goods, tokens, strict=True)):
        visit = cy_phone.post("/visits", {"token": token}).json["visit_id"]
        no = cy_phone.order(shelf.sku_code, key=f"k{n}", token=token, visit_id=visit).json["no"]
        confirm_payment(
            fake_wechat.pay.succeed(cy_phone.post(f"/orders/{no}/payment").json["out_trade_no"]), notice_id=no
        )
    phone = cy_phone if path == "/orders" else ada_phone
    join = "&" if "?" in path else "?"
    costs = []
    for limit in (1, 3):
        phone.get(f"{path}{join}limit={limit}")
        with count_statements() as statements:
            answer = phone.get(f"{path}{join}limit={limit}")
        assert len(answer.json["items"]) == limit
        costs.append(len(statements))
    assert costs[0] == costs[1] <= most, statements


def test_a_list_goes_on_where_it_stopped(ada_phone: Phone, tea: ListedProduct) -> None:
    made = [ada_phone.post("/shares", {"product_code": tea.product_code}).json["id"] for _ in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        page = ada_phone.get(f"/shares?limit=2{cursor}").json
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == made[::-1]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=made-up", "page=2", "cursor=%00"])
def test_a_list_refuses_what_it_does_not_understand(ada_phone: Phone, query: str) -> None:
    assert ada_phone.get(f"/shares?{query}").status_code in (400, 422)


@pytest.mark.parametrize("path", ["/shares/x", "/shares/-1", "/shares/99999999999999999999", "/earnings/entries/x"])
def test_a_number_that_names_nothing_is_not_found(ada_phone: Phone, path: str) -> None:
    assert ada_phone.get(path).status_code == 404


def test_joining_through_the_api(ada: Keeper, ada_phone: Phone, bo_phone: Phone) -> None:
    invitation = ada_phone.post("/shopkeepers/invitations").json
    assert invitation["path"].endswith(invitation["token"])
    shown = bo_phone.get(f"/shopkeepers/invitations/{invitation['token']}").json
    assert shown["inviter"]["code"] == ada.code
    wish = {
        "invite_token": invitation["token"],
        "shop_name": "波的小店",
        "agreement_version": shown["agreement"]["version"],
        "accept": True,
    }
    assert bo_phone.post("/shopkeepers", {**wish, "accept": False}).status_code == 422
    assert bo_phone.post("/shopkeepers", {**wish, "parent_id": "1"}).status_code == 422
    mine = bo_phone.post("/shopkeepers", wish)
    assert (mine.status_code, mine.json["depth"]) == (201, 2)
    again = bo_phone.post("/shopkeepers", wish)
    assert (again.status_code, again.json["code"]) == (409, "already_shopkeeper")
    chain = bo_phone.get("/shopkeepers/me/chain").json
    assert [card["code"] for card in chain["upline"]] == [ada.code]
    above = ada_phone.get("/shopkeepers/me/chain").json
    assert (above["downline_count"], above["direct"][0]["shop_name"]) == (1, "波的小店")
    assert bo_phone.get("/me").json["shopkeeper"]["shop_name"] == "波的小店"
    changed = bo_phone.ask("PATCH", "/shopkeepers/me", {"introduction": "只卖自己用的"})
    assert (changed.json["card"]["introduction"], changed.json["introduction"]["text"]) == ("", "只卖自己用的")
    run_text_checks()
    assert bo_phone.get("/shopkeepers/me").json["card"]["introduction"] == "只卖自己用的"


def test_only_shopkeepers_see_what_a_product_pays(ada_phone: Phone, bo_phone: Phone, tea: ListedProduct) -> None:
    assert ada_phone.get(f"/products/{tea.product_code}").json["commission_rate_bp"] == 1_000
    assert bo_phone.get(f"/products/{tea.product_code}").json["commission_rate_bp"] is None
    english = bo_phone.get(f"/products/{tea.product_code}", Accept_Language="en").json
    assert (english["name"], english["brand"]["name"]) == ("Spring tea", "Hill House")
    assert english["pictures"][0].startswith(settings().shop_origin)
    assert bo_phone.get("/brands").json["items"][0]["code"] == "hill"
