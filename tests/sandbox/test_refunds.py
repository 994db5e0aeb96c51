"""Refunds: accepted first, finished later, never more than was paid."""

import json

from tests.sandbox.merchant import Merchant, eventually, number


def state(merchant: Merchant, out_refund_no: str) -> dict:
    status, body = merchant.client.query_refund(out_refund_no)
    assert status == 200
    return json.loads(body)


def test_money_goes_back_and_the_merchant_is_told(merchant: Merchant) -> None:
    merchant.sandbox.control("PUT", "/settings", refund_seconds=3600)
    paid = merchant.sold(merchant.sandbox.person("Bo"), total=1990)
    status, accepted = merchant.refund(paid)
    assert (status, accepted["status"], "success_time" in accepted) == (200, "PROCESSING", False)
    assert json.loads(merchant.client.query(out_trade_no=paid["out_trade_no"])[1])["trade_state"] == "REFUND"
    merchant.sandbox.advance(3601)
    done = state(merchant, accepted["out_refund_no"])
    assert (done["status"], done["amount"]["refund"]) == ("SUCCESS", 1990)
    told = eventually(
        lambda: [one for one in map(merchant.opened, merchant.listener.told) if "REFUND" in one["event_type"]]
    )
    assert told[0]["resource"]["refund_status"] == "SUCCESS"
    assert "status" not in told[0]["resource"]


def test_a_refund_finishes_by_itself(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    _, accepted = merchant.refund(paid)
    eventually(lambda: state(merchant, accepted["out_refund_no"])["status"] == "SUCCESS")


def test_the_same_refund_again_is_the_same_refund(merchant: Merchant) -> None:
    paid, out_refund_no = merchant.sold(merchant.sandbox.person("Bo")), number()
    first = merchant.refund(paid, out_refund_no=out_refund_no)[1]
    second = merchant.refund(paid, out_refund_no=out_refund_no)[1]
    assert first["refund_id"] == second["refund_id"]
    assert merchant.refund(paid, out_refund_no=out_refund_no, amount=1)[0] == 400


def test_parts_never_exceed_the_whole_and_keep_a_minute_apart(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"), total=1000)
    assert merchant.refund(paid, amount=600)[0] == 200
    assert merchant.refund(paid, amount=100)[1]["code"] == "FREQUENCY_LIMITED"
    merchant.sandbox.advance(61)
    assert merchant.refund(paid, amount=401)[1]["code"] == "INVALID_REQUEST"
    assert merchant.refund(paid, amount=400)[0] == 200


def test_an_unpaid_order_has_nothing_to_give_back(merchant: Merchant) -> None:
    out_trade_no = number()
    merchant.order(merchant.sandbox.person("Bo"), out_trade_no=out_trade_no, total=100)
    status, body = merchant.refund({"out_trade_no": out_trade_no, "total": 100})
    assert (status, body["code"]) == (404, "RESOURCE_NOT_EXISTS")


def test_a_wrong_total_is_refused(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"), total=100)
    assert merchant.refund(paid | {"total": 99}, amount=50)[1]["code"] == "INVALID_REQUEST"


def test_after_a_year_nothing_goes_back(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    merchant.sandbox.advance(366 * 86400)
    assert merchant.refund(paid)[1]["code"] == "INVALID_REQUEST"


def test_an_empty_till_is_not_enough(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    merchant.sandbox.fault("pay.refund", "pay_error", code="NOT_ENOUGH")
    out_refund_no = number()
    status, body = merchant.refund(paid, out_refund_no=out_refund_no)
    assert (status, body["code"]) == (403, "NOT_ENOUGH")
    assert merchant.refund(paid, out_refund_no=out_refund_no)[0] == 200


def test_the_refund_can_be_told_before_it_is_answered(merchant: Merchant) -> None:
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    merchant.sandbox.fault("pay.refund", "early_notification")
    _, accepted = merchant.refund(paid)
    assert accepted["status"] == "PROCESSING"
    assert "REFUND.SUCCESS" in [merchant.opened(told)["event_type"] for told in merchant.listener.told]


def test_a_refund_can_end_abnormal_and_says_so(merchant: Merchant) -> None:
    merchant.sandbox.fault("pay.refund", "refund_outcome", status="ABNORMAL")
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    _, accepted = merchant.refund(paid)
    assert accepted["status"] == "PROCESSING"
    eventually(lambda: state(merchant, accepted["out_refund_no"])["status"] == "ABNORMAL")
    events = eventually(
        lambda: [one["event_type"] for one in merchant.sandbox.notifications(accepted["out_refund_no"])]
    )
    assert events == ["REFUND.ABNORMAL"]
