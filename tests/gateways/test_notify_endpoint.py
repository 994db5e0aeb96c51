"""WeChat calls the shop: believed, answered in its own words, and asked to repeat what we do not know yet."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade.buying import MINI, buy, order, pay, state_of
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_keys import NoticeWriter, Signed, keys
from webapp.trade.orders import OrderChanged
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

PAY, REFUND = "/wechat/pay/notify", "/wechat/refund/notify"


def tell(client: FlaskClient, path: str, told: Signed) -> TestResponse:
    headers, body = told
    return client.post(path, data=body, headers=headers)


def says_fail(answer: TestResponse, status: int) -> bool:
    told = answer.get_json()
    return answer.status_code == status and told["code"] == "FAIL" and bool(told["message"])


def test_a_payment_is_taken_in_once_however_often_it_is_told(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = order(bo, tea).no
    paid = pay(fake_wechat, bo, no)
    told = fake_wechat.signed_payment_notice(paid.out_trade_no)
    assert [tell(client, PAY, told).status_code for _ in range(3)] == [204, 204, 204]
    assert state_of(no) == "paid"
    assert scalar("SELECT count(*) FROM order_event WHERE event = 'paid'") == 1


def test_a_notice_may_overtake_the_answer_to_our_own_question(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = order(bo, tea).no
    heard: list[int] = []

    def overtake() -> None:
        out_trade_no = str(scalar("SELECT out_trade_no FROM payment"))
        fake_wechat.pay.succeed(out_trade_no)
        heard.append(tell(client, PAY, fake_wechat.signed_payment_notice(out_trade_no)).status_code)

    fake_wechat.faults.before_answer("pay.prepay", overtake)
    with pytest.raises(OrderChanged):
        start_payment(bo.id, no, appid=MINI)
    assert heard == [204]
    assert state_of(no) == "paid"


def test_a_payment_we_do_not_know_is_to_be_told_again(client: FlaskClient, fake_wechat: FakeWechat) -> None:
    told = NoticeWriter(keys()).notice(
        "transaction",
        {
            "appid": MINI,
            "mchid": keys().mchid,
            "out_trade_no": "Pnobodyknows",
            "trade_state": "SUCCESS",
            "transaction_id": "4200001",
            "amount": {"total": 1, "currency": "CNY"},
        },
    )
    assert says_fail(tell(client, PAY, told), 500)


def test_a_refund_is_taken_in_when_the_money_is_back(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buy(fake_wechat, bo, tea)
    out_refund_no = request_refund(no, by=f"person:{bo.id}")
    start_refund(out_refund_no)
    assert state_of(no) == "refunding"
    fake_wechat.pay.finish_refund(out_refund_no)
    told = fake_wechat.signed_refund_notice(out_refund_no)
    assert [tell(client, REFUND, told).status_code for _ in range(2)] == [204, 204]
    assert state_of(no) == "refunded"


def test_a_refund_we_do_not_know_is_to_be_told_again(client: FlaskClient, fake_wechat: FakeWechat) -> None:
    resource = {"out_trade_no": "P1", "out_refund_no": "Rnobodyknows", "refund_status": "SUCCESS"}
    told = NoticeWriter(keys()).notice("refund", {**resource, "amount": {"refund": 1, "total": 1}})
    assert says_fail(tell(client, REFUND, told), 500)


@pytest.mark.parametrize("path", [PAY, REFUND])
def test_a_forgery_is_refused_in_wechats_words(client: FlaskClient, path: str) -> None:
    assert says_fail(client.post(path, json={"id": "EV-1", "resource": {}}), 401)
    assert says_fail(client.post(path), 401)
    assert says_fail(client.post(path, data=b"\xff" * 1000, content_type="application/json"), 401)


def test_wechats_own_probe_is_refused_like_any_forgery(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = order(bo, tea).no
    headers, body = fake_wechat.signed_payment_notice(pay(fake_wechat, bo, no).out_trade_no)
    probe = {**headers, "Wechatpay-Signature": "WECHATPAY/SIGNTEST/" + headers["Wechatpay-Signature"]}
    assert says_fail(tell(client, PAY, (probe, body)), 401)
    assert tell(client, PAY, (headers, body)).status_code == 204
    assert state_of(no) == "paid"


def test_a_payment_at_the_refunds_door_pays_nothing(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = order(bo, tea).no
    told = fake_wechat.signed_payment_notice(pay(fake_wechat, bo, no).out_trade_no)
    assert says_fail(tell(client, REFUND, told), 400)
    assert state_of(no) == "pending_payment"


@pytest.mark.parametrize("path", [PAY, REFUND])
def test_a_body_no_notice_could_have_is_not_read(client: FlaskClient, path: str) -> None:
    assert says_fail(client.post(path, data=b"x" * 100_000), 413)


@pytest.mark.parametrize("path", [PAY, REFUND])
def test_the_door_opens_to_posts_only(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 405
