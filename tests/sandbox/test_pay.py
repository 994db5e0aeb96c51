"""Orders of WeChat Pay through the unmodified wechatpayv3: made, paid, asked about, closed."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from tests.sandbox.merchant import Merchant, number
from tests.sandbox.serving import ControlRefused

BEIJING = timezone(timedelta(hours=8))


def asked(merchant: Merchant, out_trade_no: str) -> tuple[int, dict]:
    status, body = merchant.client.query(out_trade_no=out_trade_no)
    return status, json.loads(body)


def at(merchant: Merchant, seconds: int) -> str:
    now = merchant.sandbox.ask("GET", "/control/clock").json()["now"]
    return datetime.fromtimestamp(int(now) + seconds, BEIJING).isoformat()


def test_bo_pays_and_the_merchant_can_ask_by_both_numbers(merchant: Merchant) -> None:
    bo = merchant.sandbox.person("Bo")
    paid = merchant.sold(bo, total=1990, attach="第 7 号")
    status, seen = asked(merchant, paid["out_trade_no"])
    assert (status, seen["trade_state"], seen["amount"]["total"], seen["attach"]) == (200, "SUCCESS", 1990, "第 7 号")
    assert seen["payer"]["openid"] == bo["openids"][merchant.appid]
    assert seen["success_time"].endswith("+08:00")
    _, again = merchant.client.query(transaction_id=seen["transaction_id"])
    assert json.loads(again) == seen


def test_an_unpaid_order_is_notpay_and_has_no_transaction(merchant: Merchant) -> None:
    out_trade_no = number()
    merchant.order(merchant.sandbox.person("Bo"), out_trade_no=out_trade_no)
    _, seen = asked(merchant, out_trade_no)
    assert seen["trade_state"] == "NOTPAY"
    assert "transaction_id" not in seen


def test_an_unknown_order_does_not_exist(merchant: Merchant) -> None:
    assert asked(merchant, number())[0] == 404
    assert asked(merchant, number())[1]["code"] == "ORDER_NOT_EXIST"


def test_the_same_order_again_gets_a_fresh_prepay_id(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    first = merchant.order(bo, out_trade_no=out_trade_no)
    second = merchant.order(bo, out_trade_no=out_trade_no)
    assert first[0] == second[0] == 200
    assert first[1]["prepay_id"] != second[1]["prepay_id"]


def test_a_changed_order_under_the_same_number_is_refused(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    merchant.order(bo, out_trade_no=out_trade_no, total=100)
    status, body = merchant.order(bo, out_trade_no=out_trade_no, total=200)
    assert (status, body["code"]) == (400, "INVALID_REQUEST")


def test_a_closed_number_is_used_up(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    merchant.order(bo, out_trade_no=out_trade_no)
    assert merchant.client.close(out_trade_no) == (204, b"")
    assert asked(merchant, out_trade_no)[1]["trade_state"] == "CLOSED"
    assert merchant.client.close(out_trade_no)[0] == 204
    status, body = merchant.order(bo, out_trade_no=out_trade_no)
    assert (status, body["code"]) == (403, "OUT_TRADE_NO_USED")


def test_a_closed_order_cannot_be_paid_any_more(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    _, made = merchant.order(bo, out_trade_no=out_trade_no)
    merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(made["prepay_id"]))
    merchant.client.close(out_trade_no)
    with pytest.raises(ControlRefused, match="已关闭"):
        merchant.sandbox.control("POST", f"/payments/{made['prepay_id']}/pay")


def test_a_paid_order_cannot_be_closed(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    status, body = merchant.client.close(paid["out_trade_no"])
    assert (status, json.loads(body)["code"]) == (400, "ORDER_PAID")


def test_an_expired_order_stays_notpay_until_it_is_closed(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    expiry = at(merchant, 600)
    _, made = merchant.order(bo, out_trade_no=out_trade_no, time_expire=expiry)
    merchant.sandbox.advance(601)
    with pytest.raises(ControlRefused, match="已过期"):
        merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(made["prepay_id"]))
    assert asked(merchant, out_trade_no)[1]["trade_state"] == "NOTPAY"
    assert merchant.order(bo, out_trade_no=out_trade_no, time_expire=expiry)[1]["code"] == "OUT_TRADE_NO_USED"


def test_a_prepay_id_lives_two_hours_and_the_order_longer(merchant: Merchant) -> None:
    bo, out_trade_no = merchant.sandbox.person("Bo"), number()
    _, old = merchant.order(bo, out_trade_no=out_trade_no)
    merchant.sandbox.advance(7201)
    with pytest.raises(ControlRefused, match="已过期"):
        merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(old["prepay_id"]))
    _, fresh = merchant.order(bo, out_trade_no=out_trade_no)
    merchant.sandbox.pay(bo, merchant.appid, merchant.params(fresh["prepay_id"]))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"out_trade_no": "short"}, "PARAM_ERROR"),
        ({"out_trade_no": "x" * 33}, "PARAM_ERROR"),
        ({"out_trade_no": "with space"}, "PARAM_ERROR"),
        ({"amount": {"total": 0, "currency": "CNY"}}, "PARAM_ERROR"),
        ({"amount": {"total": 19.9, "currency": "CNY"}}, "PARAM_ERROR"),
        ({"amount": {"total": "1990", "currency": "CNY"}}, "PARAM_ERROR"),
        ({"amount": {"total": 1990, "currency": "USD"}}, "PARAM_ERROR"),
        ({"description": "长" * 128}, "PARAM_ERROR"),
        ({"notify_url": "http://127.0.0.1:5000/notify?order=1"}, "PARAM_ERROR"),
        ({"notify_url": "https://shop.example/notify"}, "PARAM_ERROR"),
        ({"time_expire": "2020-01-01T00:00:00+08:00"}, "PARAM_ERROR"),
        ({"time_expire": "2099-01-01 00:00:00"}, "PARAM_ERROR"),
        ({"appid": "wx1234567890abcdef"}, "APPID_MCHID_NOT_MATCH"),
        ({"mchid": "1900000109"}, "MCH_NOT_EXISTS"),
    ],
)
def test_a_wrong_order_is_refused(merchant: Merchant, wrong: dict, code: str) -> None:
    status, body = merchant.order(merchant.sandbox.person("Bo"), **wrong)
    assert (status, body["code"]) == (400, code)


def test_an_openid_of_the_other_app_is_not_this_payer(merchant: Merchant) -> None:
    bo = merchant.sandbox.person("Bo")
    other = bo["openids"][merchant.sandbox.accounts.h5_appid]
    status, body = merchant.order(bo, payer={"openid": other})
    assert (status, body["code"], body["message"]) == (400, "PARAM_ERROR", "appid和openid不匹配")


def test_one_client_serves_the_service_account_too(merchant: Merchant) -> None:
    bo, h5 = merchant.sandbox.person("Bo"), merchant.sandbox.accounts.h5_appid
    _, made = merchant.order(bo, appid=h5, payer={"openid": bo["openids"][h5]})
    paid = merchant.sandbox.pay(bo, h5, merchant.params(made["prepay_id"], appid=h5))
    assert paid["appid"] == h5
