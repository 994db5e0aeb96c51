"""Bo opens the payment sheet: attempts are on disk before WeChat hears of them, and never two at once."""

from datetime import timedelta

import pytest

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, row, transaction
from webapp.trade import orders
from webapp.trade.orders import rules
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.payments.flows.start_payment import AlreadyPaid, UnknownInWechat, start_payment
from webapp.trade.payments.service import attempts


def test_bo_gets_a_signed_sheet(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    sheet = start_payment(bo.id, buying.order(bo, tea).no, appid=buying.MINI)
    assert sheet.params["package"].startswith("prepay_id=wx")
    assert scalar("SELECT state FROM payment WHERE out_trade_no = :no", no=sheet.out_trade_no) == "prepared"


def test_asking_again_reuses_the_attempt(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    first = start_payment(bo.id, no, appid=buying.MINI)
    assert start_payment(bo.id, no, appid=buying.MINI).out_trade_no == first.out_trade_no
    assert fake_wechat.calls.count("pay.prepay") == 1


def test_what_wechat_would_say_again_is_not_waited_for_on_the_disk(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    sheet = start_payment(bo.id, buying.order(bo, tea).no, appid=buying.MINI)
    with transaction():
        execute("SET LOCAL synchronous_commit = on")
        assert row(str, "SHOW synchronous_commit") == "on"
        execute(attempts.PREPARED, no=sheet.out_trade_no, prepared="prepared", open=["prepared"], prepay_id="wx1")
        assert row(str, "SHOW synchronous_commit") == "off"


@pytest.mark.parametrize("after", [False, True], ids=["before WeChat knew", "after WeChat knew"])
def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_number(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, after: bool
) -> None:
    no = buying.order(bo, tea).no
    fake_wechat.faults.fail("pay.prepay", after=after)
    with pytest.raises(WechatTrouble):
        start_payment(bo.id, no, appid=buying.MINI)
    start_payment(bo.id, no, appid=buying.MINI)
    assert scalar("SELECT count(*) FROM payment") == 1


def test_another_app_closes_the_first_attempt_at_wechat(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    mini = start_payment(bo.id, no, appid=buying.MINI)
    h5 = start_payment(bo.id, no, appid=buying.H5)
    assert fake_wechat.pay.query(mini.out_trade_no).trade_state == "CLOSED"
    assert scalar("SELECT openid FROM payment WHERE out_trade_no = :no", no=h5.out_trade_no) == bo.h5


def test_a_number_wechat_has_closed_is_replaced(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    first = start_payment(bo.id, no, appid=buying.MINI)
    fake_wechat.pay.close(first.out_trade_no)
    with transaction():
        execute("UPDATE payment SET prepay_id = NULL, state = 'created'")
    assert start_payment(bo.id, no, appid=buying.MINI).out_trade_no != first.out_trade_no


def test_who_paid_in_one_app_is_not_asked_again_in_the_other(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    buying.pay(fake_wechat, bo, no)
    with pytest.raises(AlreadyPaid):
        start_payment(bo.id, no, appid=buying.H5)
    assert buying.state_of(no) == "paid"


def test_the_sheet_of_a_paid_order_stays_shut(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(AlreadyPaid):
        start_payment(bo.id, buying.buy(fake_wechat, bo, tea), appid=buying.MINI)


def test_nobody_pays_somebody_elses_order(
    fake_wechat: FakeWechat, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    with pytest.raises(orders.OrderNotFound):
        start_payment(cy.id, no, appid=buying.MINI)


def test_an_order_past_its_time_cannot_be_paid(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, noon: None
) -> None:
    no = buying.order(bo, tea).no
    clock.advance(timedelta(minutes=10))
    with pytest.raises(orders.OrderExpired):
        start_payment(bo.id, no, appid=buying.MINI)


def test_whom_wechat_does_not_know_in_this_app_is_told(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    with pytest.raises(UnknownInWechat):
        start_payment(bo.id, no, appid="wx-somebody-else")


def test_an_order_closed_while_wechat_was_asked_cannot_be_paid(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no

    def close_here() -> None:
        with transaction():
            execute("UPDATE payment SET state = 'closed'")
            execute("UPDATE orders SET state = 'closed'")

    fake_wechat.faults.before_answer("pay.prepay", close_here)
    with pytest.raises(rules.OrderChanged):
        start_payment(bo.id, no, appid=buying.MINI)
    assert fake_wechat.pay.query(str(scalar("SELECT out_trade_no FROM payment"))).trade_state == "CLOSED"


def test_the_return_page_asks_wechat_itself(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    assert check_payment(bo.id, no).state == "pending_payment"
    buying.pay(fake_wechat, bo, no)
    assert check_payment(bo.id, no).state == "paid"


def test_the_return_page_asks_only_while_something_is_open(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea).no
    confirm_payment(buying.pay(fake_wechat, bo, no), notice_id="n")
    check_payment(bo.id, no)
    assert "pay.query" not in fake_wechat.calls
