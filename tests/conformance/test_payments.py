"""Paying, closing and refunding: WeChat's rules hold in the twin as they do over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conformance.world import Sale, World
from webapp.gateways.wechat import NumberUsed, WechatTrouble
from webapp.kernel import clock
from webapp.kernel.db import transaction

DAY = 86_400


def test_a_payment_is_unknown_then_waiting_then_paid(world: World, sale: Sale) -> None:
    pay = world.wechat.pay
    assert pay.query(sale.no).trade_state == "UNKNOWN_ORDER"
    sale.announce()
    assert pay.query(sale.no).trade_state == "NOTPAY"
    sale.pay()
    paid = pay.query(sale.no)
    assert (paid.trade_state, paid.amount_fen, paid.currency) == ("SUCCESS", 9_900, "CNY")
    assert (paid.appid, paid.mchid, paid.openid) == (sale.wish.appid, pay.mchid, sale.bo.mini)
    assert paid.transaction_id
    assert paid.success_at is not None
    assert paid.success_at.utcoffset() == timedelta(0)
    assert abs(paid.success_at - clock.now()) < timedelta(seconds=30)


def test_bo_can_pay_on_a_share_page_too(world: World, sale: Sale) -> None:
    sale.wish = replace(sale.wish, appid=world.wechat.official.appid, openid=sale.bo.h5)
    sale.pay()
    assert world.wechat.pay.query(sale.no).openid == sale.bo.h5


def test_announcing_again_unchanged_is_safe(sale: Sale) -> None:
    first, second = sale.announce(), sale.announce()
    assert first
    assert second


def test_a_changed_price_under_the_same_number_is_refused(sale: Sale) -> None:
    sale.announce()
    sale.wish = replace(sale.wish, amount_fen=1)
    with pytest.raises(WechatTrouble):
        sale.announce()


def test_an_app_that_is_not_the_merchants_is_refused(sale: Sale) -> None:
    sale.wish = replace(sale.wish, appid="wx0000000000000000")
    with pytest.raises(WechatTrouble):
        sale.announce()


def test_a_number_that_was_paid_is_used_up(sale: Sale) -> None:
    sale.pay()
    with pytest.raises(NumberUsed):
        sale.announce()


def test_a_number_that_was_closed_is_used_up(world: World, sale: Sale) -> None:
    sale.announce()
    assert world.wechat.pay.close(sale.no)
    assert world.wechat.pay.query(sale.no).trade_state == "CLOSED"
    with pytest.raises(NumberUsed):
        sale.announce()


def test_a_closed_payment_can_no_longer_be_paid(world: World, sale: Sale) -> None:
    prepay_id = sale.announce()
    world.wechat.pay.close(sale.no)
    with pytest.raises(Exception, match=r"CLOSED|关闭"):
        world.pay(sale.bo, world.wechat.pay.sheet(prepay_id, sale.wish.appid), sale.no)


def test_closing_twice_is_closing_once(world: World, sale: Sale) -> None:
    sale.announce()
    assert world.wechat.pay.close(sale.no)
    assert world.wechat.pay.close(sale.no)


def test_a_paid_order_is_not_closed(world: World, sale: Sale) -> None:
    sale.pay()
    assert world.wechat.pay.close(sale.no) is False
    assert world.wechat.pay.query(sale.no).trade_state == "SUCCESS"


def test_a_payment_wechat_never_saw_cannot_be_paid_either(world: World, sale: Sale) -> None:
    assert world.wechat.pay.close(sale.no)


def test_an_expired_payment_waits_to_be_closed(world: World, sale: Sale) -> None:
    prepay_id = sale.announce()
    world.move(601)
    assert world.wechat.pay.query(sale.no).trade_state == "NOTPAY"
    with pytest.raises(Exception, match=r"payable|过期"):
        world.pay(sale.bo, world.wechat.pay.sheet(prepay_id, sale.wish.appid), sale.no)
    assert world.wechat.pay.close(sale.no)


def test_a_lost_answer_leaves_the_outcome_to_be_asked(world: World, sale: Sale) -> None:
    world.lose_answer("pay.prepay")
    with pytest.raises(WechatTrouble):
        sale.announce()
    assert world.wechat.pay.query(sale.no).trade_state == "NOTPAY"
    assert sale.announce()


def test_a_lost_answer_to_closing_is_no_harm(world: World, sale: Sale) -> None:
    sale.announce()
    world.lose_answer("pay.close")
    with pytest.raises(WechatTrouble):
        world.wechat.pay.close(sale.no)
    assert world.wechat.pay.query(sale.no).trade_state == "CLOSED"


def test_an_error_of_wechats_is_an_unknown_outcome(world: World, sale: Sale) -> None:
    world.refuse("pay.prepay")
    with pytest.raises(WechatTrouble):
        sale.announce()
    assert world.wechat.pay.query(sale.no).trade_state == "UNKNOWN_ORDER"


def test_money_goes_back_a_little_later(world: World, sale: Sale) -> None:
    sale.pay()
    wish = sale.refund()
    assert world.wechat.pay.query_refund(wish.out_refund_no).status == "UNKNOWN_REFUND"
    assert world.wechat.pay.refund(wish).status == "PROCESSING"
    world.finish_refund(wish.out_refund_no)
    done = world.wechat.pay.query_refund(wish.out_refund_no)
    assert (done.status, done.amount_fen) == ("SUCCESS", 9_900)
    assert done.refund_id
    assert done.success_at is not None
    assert world.wechat.pay.query(sale.no).trade_state == "REFUND"


def test_asking_twice_with_one_number_refunds_once(world: World, sale: Sale) -> None:
    sale.pay()
    wish = sale.refund()
    world.lose_answer("pay.refund")
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(wish)
    again = world.wechat.pay.refund(wish)
    assert again.refund_id == world.wechat.pay.query_refund(wish.out_refund_no).refund_id


def test_a_refund_number_means_one_amount(world: World, sale: Sale) -> None:
    sale.pay()
    wish = sale.refund(100)
    world.wechat.pay.refund(wish)
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(replace(wish, amount_fen=200))


def test_no_more_goes_back_than_was_paid(world: World, sale: Sale) -> None:
    sale.pay()
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(sale.refund(9_901))


def test_parts_of_a_payment_go_back_a_minute_apart(world: World, sale: Sale) -> None:
    sale.pay()
    world.wechat.pay.refund(sale.refund(5_000))
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(sale.refund(4_900))
    world.move(61)
    assert world.wechat.pay.refund(sale.refund(4_900)).amount_fen == 4_900
    world.move(61)
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(sale.refund(1))


def test_nothing_goes_back_for_what_was_not_paid(world: World, sale: Sale) -> None:
    sale.announce()
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(sale.refund())


def test_after_a_year_nothing_goes_back(world: World, sale: Sale) -> None:
    sale.pay()
    world.move(366 * DAY)
    with pytest.raises(WechatTrouble):
        world.wechat.pay.refund(sale.refund())


def test_a_shop_a_day_ahead_still_sells(world: World, sale: Sale) -> None:
    """In development the clock of the shop and of the sandbox is moved; requests and answers still fit."""
    world.move(DAY)
    sale.wish = replace(sale.wish, expires_at=clock.now() + timedelta(minutes=10))
    sale.pay()
    paid = world.wechat.pay.query(sale.no)
    assert paid.success_at is not None
    assert abs(paid.success_at - clock.now()) < timedelta(minutes=1)
    assert world.wechat.pay.read_payment_notice(*world.payment_notice(sale.no)).status == paid


def test_a_number_that_would_break_the_signature_never_leaves(world: World, sale: Sale) -> None:
    for bad in ("P1|2345", "P123 456", "短号123456", "P1234", "P" * 33):
        with pytest.raises(ValueError, match="letters and digits"):
            world.wechat.pay.prepay(replace(sale.wish, out_trade_no=bad))
        with pytest.raises(ValueError, match="letters and digits"):
            world.wechat.pay.query(bad)


def test_wechat_is_never_asked_inside_a_transaction(world: World, sale: Sale) -> None:
    w = world.wechat
    for ask in (
        lambda: w.mini.login("code"),
        lambda: w.mini.code_picture("scene", "pages/share/index"),
        lambda: w.official.identity("code"),
        lambda: w.official.js_signature("http://127.0.0.1:5000/"),
        lambda: w.pay.prepay(sale.wish),
        lambda: w.pay.query(sale.no),
        lambda: w.pay.close(sale.no),
        lambda: w.pay.refund(sale.refund()),
        lambda: w.pay.query_refund("R1234567"),
    ):
        with transaction(), pytest.raises(RuntimeError, match="outside transactions"):
            ask()
