"""An unpaid order ends at WeChat before its stock is free, and money that was faster wins."""

from datetime import timedelta

import pytest

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_pay import CannotPay
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.trade import orders
from webapp.trade.orders import rules
from webapp.trade.payments.flows.close_order import cancel_order, expire_orders
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.payments.flows.poll_payments import poll_payments
from webapp.trade.payments.flows.start_payment import start_payment

LATE = timedelta(minutes=10)

pytestmark = pytest.mark.usefixtures("noon")


def held() -> object:
    return scalar("SELECT sum(reserved) FROM sku")


def test_an_order_in_time_is_left_alone(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    buying.order(bo, tea)
    assert expire_orders() == 0
    assert held() == 1


def test_an_order_nobody_paid_is_closed_and_its_stock_free(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    clock.advance(LATE)
    assert expire_orders() == 1
    assert (buying.state_of(no), held()) == ("closed", 0)
    assert orders.history(no)[-1].event == "expired"


def test_wechat_is_closed_before_the_stock_is_free(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    sheet = start_payment(bo.id, no, appid=buying.MINI)
    seen: list[object] = []
    fake_wechat.faults.just_before("pay.close", lambda: seen.append(held()))
    clock.advance(LATE)
    expire_orders()
    assert seen == [1]
    with pytest.raises(CannotPay):
        fake_wechat.pay.succeed(sheet.out_trade_no)


def test_who_paid_at_the_last_moment_gets_the_goods(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    buying.pay(fake_wechat, bo, no)
    clock.advance(LATE)
    assert expire_orders() == 0
    assert buying.state_of(no) == "paid"


def test_who_pays_between_question_and_closing_gets_the_goods(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    sheet = start_payment(bo.id, no, appid=buying.MINI)
    fake_wechat.faults.just_before("pay.close", lambda: fake_wechat.pay.succeed(sheet.out_trade_no))
    with pytest.raises(rules.OrderChanged):
        cancel_order(bo.id, no)
    assert buying.state_of(no) == "paid"


def test_wechats_silence_keeps_the_stock_until_it_answers(
    fake_wechat: FakeWechat, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    start_payment(bo.id, no, appid=buying.MINI)
    other = buying.order(cy, tea).no
    fake_wechat.faults.fail("pay.query")
    clock.advance(LATE)
    assert expire_orders() == 1
    assert (buying.state_of(no), buying.state_of(other)) == ("pending_payment", "closed")
    assert expire_orders() == 1


def test_an_attempt_wechat_never_saw_does_not_keep_the_order_open(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    fake_wechat.faults.fail("pay.prepay")
    with pytest.raises(WechatTrouble):
        start_payment(bo.id, no, appid=buying.MINI)
    assert cancel_order(bo.id, no).state == "closed"


def test_bo_cancels_and_cancelling_again_changes_nothing(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    assert cancel_order(bo.id, no).state == "closed"
    assert cancel_order(bo.id, no).state == "closed"
    assert held() == 0
    assert [event.event for event in orders.history(no)] == ["placed", "cancelled"]


def test_cy_cannot_cancel_bos_order(fake_wechat: FakeWechat, bo: Somebody, cy: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    with pytest.raises(orders.OrderNotFound):
        cancel_order(cy.id, no)


def test_a_paid_order_cannot_be_cancelled(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.buy(fake_wechat, bo, tea)
    with pytest.raises(rules.OrderChanged):
        cancel_order(bo.id, no)


def test_silence_after_a_payment_is_ended_by_asking(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    buying.pay(fake_wechat, bo, no)
    assert poll_payments() == 0  # a notification is given half a minute
    clock.advance(timedelta(seconds=31))
    fake_wechat.faults.fail("pay.query")
    assert poll_payments() == 0
    assert poll_payments() == 1
    assert buying.state_of(no) == "paid"


def test_a_second_sheet_opened_at_the_same_moment_is_closed_when_the_first_is_paid(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    second = start_payment(bo.id, no, appid=buying.H5).out_trade_no
    with transaction():
        # The first sheet's flow looked before this one was begun.
        execute("UPDATE payment SET state = 'closed'")
    confirm_payment(buying.pay(fake_wechat, bo, no), notice_id="n")
    with transaction():
        execute("UPDATE payment SET state = 'prepared' WHERE out_trade_no = :no", no=second)
    poll_payments()
    assert fake_wechat.pay.query(second).trade_state == "CLOSED"
    assert scalar("SELECT state FROM payment WHERE out_trade_no = :no", no=second) == "closed"
