"""From the warehouse to the payable reward, and back to nothing when the money goes back."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_staff, scalar
from tests.trade import buying
from tests.trade.order_steps import HOLD, bring_to, refund, ship
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Invalid
from webapp.money import commission, ledger
from webapp.money.ledger.queries import entries
from webapp.trade import orders
from webapp.trade.orders import rules
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt, confirm_receipts
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.refunds import refunds_to_poll
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.poll_refunds import poll_refunds
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund
from webapp.trade.refunds.queries import refunds_of
from webapp.trade.refunds.staff_queries import payment_and_refund_problems

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def no(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """Bo has paid ¥99 for tea Ada shared."""
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))


def purse(ada: Keeper) -> tuple[int, int]:
    earned = commission.earnings_of(ada.id)
    return earned.pending_fen, earned.payable_fen


def test_goods_are_shipped_once_and_only_when_paid(no: str, bo: Somebody, tea: ListedProduct) -> None:
    ship(no)
    order = orders.order(no)
    assert (order.state, order.carrier, order.tracking_no) == ("shipped", "顺丰", "SF1")
    with pytest.raises(rules.OrderChanged):
        ship(no)
    with pytest.raises(rules.OrderChanged):
        ship(buying.order(bo, tea).no)


def test_shipping_needs_a_tracking_number(no: str) -> None:
    with pytest.raises(Invalid):
        ship_order(no, carrier="顺丰", tracking_no=" ", staff_id=add_staff().id)


def test_bo_confirms_receipt_and_may_say_so_again(no: str, bo: Somebody) -> None:
    ship(no)
    assert confirm_receipt(bo.id, no).settle_due_at == clock.now() + HOLD
    assert confirm_receipt(bo.id, no).state == "received"


def test_what_has_not_been_sent_cannot_have_arrived(no: str, bo: Somebody) -> None:
    with pytest.raises(rules.OrderChanged):
        confirm_receipt(bo.id, no)


def test_cy_cannot_confirm_bos_receipt(no: str, cy: Somebody) -> None:
    ship(no)
    with pytest.raises(orders.OrderNotFound):
        confirm_receipt(cy.id, no)


def test_receipt_nobody_confirms_happens_by_itself(no: str) -> None:
    ship(no)
    assert confirm_receipts() == 0
    clock.advance(timedelta(days=10))
    assert confirm_receipts() == 1
    assert orders.history(no)[-1].actor == "clock"


def test_the_reward_is_payable_after_the_time_for_returns_and_not_before(no: str, ada: Keeper, bo: Somebody) -> None:
    bring_to("received", no, bo)
    clock.advance(HOLD - timedelta(seconds=1))
    assert settle_orders() == 0
    assert purse(ada) == (990, 0)
    clock.advance(timedelta(seconds=1))
    assert settle_orders() == 1
    assert purse(ada) == (0, 990)
    assert ledger.verify() == []


def test_settling_again_changes_nothing(no: str, ada: Keeper, bo: Somebody) -> None:
    bring_to("settled", no, bo)
    assert settle_orders() == 0
    assert purse(ada) == (0, 990)


@pytest.mark.parametrize("state", ["paid", "shipped", "received", "settled"])
def test_a_full_refund_nets_everybody_to_zero(
    fake_wechat: FakeWechat, no: str, ada: Keeper, bo: Somebody, state: str
) -> None:
    bring_to(state, no, bo)
    refund(fake_wechat, no)
    assert buying.state_of(no) == "refunded"
    assert purse(ada) == (0, 0)
    assert set(entries.platform_balances().values()) == {0}
    assert ledger.verify() == []


@pytest.mark.parametrize(("state", "stock"), [("paid", "(10,0,0)"), ("shipped", "(9,0,0)")])
def test_refunded_goods_count_as_sold_no_more_and_those_never_sent_are_for_sale_again(
    fake_wechat: FakeWechat, no: str, bo: Somebody, tea: ListedProduct, state: str, stock: str
) -> None:
    bring_to(state, no, bo)
    refund(fake_wechat, no)
    assert scalar("SELECT (on_hand, reserved, sold)::text FROM sku WHERE id = :id", id=tea.sku_id) == stock


def test_a_reward_already_spent_leaves_a_debt(fake_wechat: FakeWechat, no: str, ada: Keeper, bo: Somebody) -> None:
    """Withdrawals come later; a claw-back does not wait for a balance."""
    bring_to("settled", no, bo)
    refund(fake_wechat, no)
    kinds = [tx.kind for tx in ledger.transactions_about(f"order:{no}")]
    assert kinds == ["payment", "accrual", "settlement", "refund_promised", "refund", "clawback"]


def test_an_open_refund_blocks_settlement(no: str, ada: Keeper, bo: Somebody) -> None:
    bring_to("received", no, bo)
    request_refund(no, by=f"person:{bo.id}")
    clock.advance(HOLD)
    assert settle_orders() == 0
    assert purse(ada) == (990, 0)


def test_asking_twice_is_one_refund(no: str, bo: Somebody) -> None:
    assert request_refund(no, by=f"person:{bo.id}") == request_refund(no, by=f"person:{bo.id}")
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'start_refund'") == 1


def test_who_may_ask_for_the_money(
    fake_wechat: FakeWechat, no: str, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    with pytest.raises(orders.OrderNotFound):
        request_refund(no, by=f"person:{cy.id}")
    unpaid = buying.order(bo, tea).no
    with pytest.raises(orders.NotRefundable):
        request_refund(unpaid, by=f"person:{bo.id}")
    with pytest.raises(orders.OrderNotFound):
        request_refund(unpaid, by=f"person:{cy.id}")
    bring_to("settled", no, bo)
    with pytest.raises(orders.NotRefundable):
        request_refund(no, by=f"person:{bo.id}")
    with pytest.raises(Invalid):
        request_refund(no, by=f"staff:{add_staff().id}", text="x" * 81)


def test_a_lost_answer_is_asked_for_under_the_same_number(fake_wechat: FakeWechat, no: str) -> None:
    number = request_refund(no, by=f"staff:{add_staff().id}")
    fake_wechat.faults.fail("pay.refund", after=True)
    with pytest.raises(WechatTrouble):
        start_refund(number)
    start_refund(number)
    assert fake_wechat.pay.waiting_refunds() == [number]


def test_the_poller_finds_what_no_notification_told(fake_wechat: FakeWechat, no: str) -> None:
    number = request_refund(no, by=f"staff:{add_staff().id}")
    clock.advance(timedelta(seconds=61))
    poll_refunds()  # WeChat has never heard of it: it is sent
    fake_wechat.pay.finish_refund(number)
    fake_wechat.faults.fail("pay.query_refund")
    poll_refunds()
    assert buying.state_of(no) == "refunding"
    poll_refunds()
    assert buying.state_of(no) == "refunded"


def test_word_of_a_finished_refund_changes_nothing(fake_wechat: FakeWechat, no: str) -> None:
    number = refund(fake_wechat, no)
    assert finish_refund(fake_wechat.pay.query_refund(number), notice_id="again").outcome == "repeated"
    start_refund(number)
    assert fake_wechat.calls.count("pay.refund") == 1


@pytest.mark.parametrize("state", ["paid", "shipped", "received", "settled"])
def test_a_refund_wechat_closes_puts_the_order_back(
    fake_wechat: FakeWechat, no: str, ada: Keeper, bo: Somebody, state: str
) -> None:
    bring_to(state, no, bo)
    before = purse(ada)
    refund(fake_wechat, no, ends="CLOSED")
    assert (buying.state_of(no), purse(ada)) == (state, before)
    assert refunds_of(no)[0].trouble
    assert entries.balance("refunds_payable", "") == 0


def test_after_a_closed_refund_one_may_ask_again(fake_wechat: FakeWechat, no: str) -> None:
    refund(fake_wechat, no, ends="CLOSED")
    refund(fake_wechat, no)
    assert buying.state_of(no) == "refunded"
    assert ledger.verify() == []


def test_a_refund_the_bank_refuses_waits_for_staff_and_may_still_succeed(fake_wechat: FakeWechat, no: str) -> None:
    number = refund(fake_wechat, no, ends="ABNORMAL")
    assert refunds_of(no)[-1].trouble
    assert buying.state_of(no) == "refunding"
    fake_wechat.pay.finish_refund(number)
    clock.advance(timedelta(minutes=2))
    poll_refunds()
    assert buying.state_of(no) == "refunded"


def test_an_empty_merchant_balance_is_waited_out(fake_wechat: FakeWechat, no: str) -> None:
    fake_wechat.pay.funds_fen = 0
    number = request_refund(no, by=f"staff:{add_staff().id}")
    start_refund(number)
    assert refunds_of(no)[0].state == "requested"
    assert [each.number for each in payment_and_refund_problems()] == [number]
    fake_wechat.pay.funds_fen = None
    clock.advance(timedelta(minutes=2))
    poll_refunds()
    assert fake_wechat.pay.waiting_refunds() == [number]


def test_a_refund_we_never_asked_for_is_not_taken_in(fake_wechat: FakeWechat, no: str) -> None:
    from webapp.gateways.wechat import RefundStatus

    told = RefundStatus(out_refund_no="R000000NOBODY", status="SUCCESS")
    assert finish_refund(told, notice_id="n").outcome == "unknown_refund"


def test_a_refund_of_another_amount_is_not_believed(fake_wechat: FakeWechat, no: str) -> None:
    from dataclasses import replace

    number = request_refund(no, by=f"staff:{add_staff().id}")
    start_refund(number)
    done = fake_wechat.pay.finish_refund(number)
    assert finish_refund(replace(done, amount_fen=1), notice_id="n").outcome == "abnormal"
    assert buying.state_of(no) == "refunding"


def test_money_for_a_closed_order_that_wechat_would_not_send_back_is_shown_to_staff(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    placed = buying.order(bo, tea).no
    late = buying.pay(fake_wechat, bo, placed)
    with transaction():
        execute("UPDATE orders SET state = 'closed' WHERE no = :no", no=placed)
    assert confirm_payment(late, notice_id="late").outcome == "late_refund"
    number = str(scalar("SELECT out_refund_no FROM refund"))
    start_refund(number)
    finish_refund(fake_wechat.pay.finish_refund(number, "CLOSED"), notice_id=None)
    assert [each.number for each in payment_and_refund_problems()] == [number]


def test_refunds_in_trouble_are_asked_about_last(
    fake_wechat: FakeWechat, no: str, bo: Somebody, tea: ListedProduct
) -> None:
    stuck = refund(fake_wechat, no, ends="ABNORMAL")
    clock.advance(timedelta(seconds=1))
    fresh = request_refund(buying.buy(fake_wechat, bo, tea), by=f"person:{bo.id}")
    with transaction():
        asked = refunds_to_poll(clock.now(), limit=2)
    assert asked == [fresh, stuck]
