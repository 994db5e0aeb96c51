"""Paying, closing and refunding: WeChat's rules hold in the fake as they do over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conformance.under_test import Sale, WechatUnderTest
from webapp.gateways.wechat import NumberUsed, WechatTrouble
from webapp.kernel import clock
from webapp.kernel.db import transaction

DAY = 86_400


def test_a_payment_is_unknown_then_waiting_then_paid(under_test: WechatUnderTest, sale: Sale) -> None:
    pay = under_test.wechat.pay
    assert pay.query(sale.no).trade_state == "UNKNOWN_ORDER"
    sale.announce()
    assert pay.query(sale.no).trade_state == "NOTPAY"
    sale.pay()
    paid = pay.query(sale.no)
    assert (paid.trade_state, paid.amount_fen, paid.currency) == ("SUCCESS", 9_900, "CNY")
    assert (paid.appid, paid.mchid, paid.openid) == (sale.request.appid, pay.mchid, sale.bo.mini)
    assert paid.transaction_id
    assert paid.success_at is not None
    assert paid.success_at.utcoffset() == timedelta(0)
    assert abs(paid.success_at - clock.now()) < timedelta(seconds=30)


def test_bo_can_pay_on_a_share_page_too(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.request = replace(sale.request, appid=under_test.wechat.official.appid, openid=sale.bo.h5)
    sale.pay()
    assert under_test.wechat.pay.query(sale.no).openid == sale.bo.h5


def test_announcing_again_unchanged_is_safe(sale: Sale) -> None:
    first, second = sale.announce(), sale.announce()
    assert first
    assert second


def test_a_changed_price_under_the_same_number_is_refused(sale: Sale) -> None:
    sale.announce()
    sale.request = replace(sale.request, amount_fen=1)
    with pytest.raises(WechatTrouble):
        sale.announce()


def test_an_app_that_is_not_the_merchants_is_refused(sale: Sale) -> None:
    sale.request = replace(sale.request, appid="wx0000000000000000")
    with pytest.raises(WechatTrouble):
        sale.announce()


def test_a_number_that_was_paid_is_used_up(sale: Sale) -> None:
    sale.pay()
    with pytest.raises(NumberUsed):
        sale.announce()


def test_a_number_that_was_closed_is_used_up(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.announce()
    assert under_test.wechat.pay.close(sale.no)
    assert under_test.wechat.pay.query(sale.no).trade_state == "CLOSED"
    with pytest.raises(NumberUsed):
        sale.announce()


def test_a_closed_payment_can_no_longer_be_paid(under_test: WechatUnderTest, sale: Sale) -> None:
    prepay_id = sale.announce()
    under_test.wechat.pay.close(sale.no)
    with pytest.raises(Exception, match=r"CLOSED|关闭"):
        under_test.pay(sale.bo, under_test.wechat.pay.payment_params(prepay_id, sale.request.appid), sale.no)


def test_closing_twice_is_closing_once(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.announce()
    assert under_test.wechat.pay.close(sale.no)
    assert under_test.wechat.pay.close(sale.no)


def test_a_paid_order_is_not_closed(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    assert under_test.wechat.pay.close(sale.no) is False
    assert under_test.wechat.pay.query(sale.no).trade_state == "SUCCESS"


def test_a_payment_wechat_never_saw_cannot_be_paid_either(under_test: WechatUnderTest, sale: Sale) -> None:
    assert under_test.wechat.pay.close(sale.no)


def test_an_expired_payment_waits_to_be_closed(under_test: WechatUnderTest, sale: Sale) -> None:
    prepay_id = sale.announce()
    under_test.move(601)
    assert under_test.wechat.pay.query(sale.no).trade_state == "NOTPAY"
    with pytest.raises(Exception, match=r"payable|过期"):
        under_test.pay(sale.bo, under_test.wechat.pay.payment_params(prepay_id, sale.request.appid), sale.no)
    assert under_test.wechat.pay.close(sale.no)


def test_a_lost_answer_leaves_the_outcome_to_be_asked(under_test: WechatUnderTest, sale: Sale) -> None:
    under_test.lose_answer("pay.prepay")
    with pytest.raises(WechatTrouble):
        sale.announce()
    assert under_test.wechat.pay.query(sale.no).trade_state == "NOTPAY"
    assert sale.announce()


def test_a_lost_answer_to_closing_is_no_harm(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.announce()
    under_test.lose_answer("pay.close")
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.close(sale.no)
    assert under_test.wechat.pay.query(sale.no).trade_state == "CLOSED"


def test_an_error_of_wechats_is_an_unknown_outcome(under_test: WechatUnderTest, sale: Sale) -> None:
    under_test.refuse("pay.prepay")
    with pytest.raises(WechatTrouble):
        sale.announce()
    assert under_test.wechat.pay.query(sale.no).trade_state == "UNKNOWN_ORDER"


def test_money_goes_back_a_little_later(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    request = sale.refund()
    assert under_test.wechat.pay.query_refund(request.out_refund_no).status == "UNKNOWN_REFUND"
    assert under_test.wechat.pay.refund(request).status == "PROCESSING"
    under_test.finish_refund(request.out_refund_no)
    done = under_test.wechat.pay.query_refund(request.out_refund_no)
    assert (done.status, done.amount_fen) == ("SUCCESS", 9_900)
    assert done.refund_id
    assert done.success_at is not None
    assert under_test.wechat.pay.query(sale.no).trade_state == "REFUND"


def test_asking_twice_with_one_number_refunds_once(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    request = sale.refund()
    under_test.lose_answer("pay.refund")
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(request)
    again = under_test.wechat.pay.refund(request)
    assert again.refund_id == under_test.wechat.pay.query_refund(request.out_refund_no).refund_id


def test_a_refund_number_means_one_amount(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    request = sale.refund(100)
    under_test.wechat.pay.refund(request)
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(replace(request, amount_fen=200))


def test_no_more_goes_back_than_was_paid(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(sale.refund(9_901))


def test_parts_of_a_payment_go_back_a_minute_apart(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    under_test.wechat.pay.refund(sale.refund(5_000))
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(sale.refund(4_900))
    under_test.move(61)
    assert under_test.wechat.pay.refund(sale.refund(4_900)).amount_fen == 4_900
    under_test.move(61)
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(sale.refund(1))


def test_nothing_goes_back_for_what_was_not_paid(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.announce()
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(sale.refund())


def test_after_a_year_nothing_goes_back(under_test: WechatUnderTest, sale: Sale) -> None:
    sale.pay()
    under_test.move(366 * DAY)
    with pytest.raises(WechatTrouble):
        under_test.wechat.pay.refund(sale.refund())


def test_a_shop_a_day_ahead_still_sells(under_test: WechatUnderTest, sale: Sale) -> None:
    """In development the clock of the shop and of the sandbox is moved; requests and answers still fit."""
    under_test.move(DAY)
    sale.request = replace(sale.request, expires_at=clock.now() + timedelta(minutes=10))
    sale.pay()
    paid = under_test.wechat.pay.query(sale.no)
    assert paid.success_at is not None
    assert abs(paid.success_at - clock.now()) < timedelta(minutes=1)
    assert under_test.wechat.pay.read_payment_notice(*under_test.payment_notice(sale.no)).status == paid


def test_a_number_that_would_break_the_signature_never_leaves(under_test: WechatUnderTest, sale: Sale) -> None:
    for bad in ("P1|2345", "P123 456", "短号123456", "P1234", "P" * 33):
        with pytest.raises(ValueError, match="letters and digits"):
            under_test.wechat.pay.prepay(replace(sale.request, out_trade_no=bad))
        with pytest.raises(ValueError, match="letters and digits"):
            under_test.wechat.pay.query(bad)


def test_wechat_is_never_asked_inside_a_transaction(under_test: WechatUnderTest, sale: Sale) -> None:
    w = under_test.wechat
    for ask in (
        lambda: w.mini.login("code"),
        lambda: w.mini.code_picture("scene", "pages/share/index"),
        lambda: w.official.identity("code"),
        lambda: w.official.js_signature("http://127.0.0.1:5000/"),
        lambda: w.pay.prepay(sale.request),
        lambda: w.pay.query(sale.no),
        lambda: w.pay.close(sale.no),
        lambda: w.pay.refund(sale.refund()),
        lambda: w.pay.query_refund("R1234567"),
    ):
        with transaction(), pytest.raises(RuntimeError, match="outside transactions"):
            ask()
