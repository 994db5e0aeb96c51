"""From the warehouse to the payable reward, and back to nothing when the money goes back."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody, add_staff, scalar
from tests.flows import buying
from tests.flows.following import HOLD, bring_to, refund, ship
from webapp.domain import commission, ledger, orders
from webapp.domain.orders.staff_queries import troubles
from webapp.flows.confirm_payment import confirm_payment
from webapp.flows.confirm_receipt import confirm_receipt, confirm_receipts
from webapp.flows.finish_refund import finish_refund
from webapp.flows.poll_refunds import poll_refunds
from webapp.flows.request_refund import request_refund
from webapp.flows.settle_orders import settle_orders
from webapp.flows.ship_order import ship_order
from webapp.flows.start_refund import start_refund
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Invalid

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def no(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> str:
    """Bo has paid ¥99 for tea Ada shared."""
    return buying.buy(twin, bo, tea, token=buying.share(ada, tea))


def purse(ada: Keeper) -> tuple[int, int]:
    earned = commission.earnings_of(ada.id)
    return earned.pending_fen, earned.payable_fen


def test_goods_are_shipped_once_and_only_when_paid(no: str, bo: Somebody, tea: Shelf) -> None:
    ship(no)
    order = orders.order(no)
    assert (order.state, order.carrier, order.tracking_no) == ("shipped", "顺丰", "SF1")
    with pytest.raises(orders.OrderMoved):
        ship(no)
    with pytest.raises(orders.OrderMoved):
        ship(buying.order(bo, tea).no)


def test_shipping_needs_a_tracking_number(no: str) -> None:
    with pytest.raises(Invalid):
        ship_order(no, carrier="顺丰", tracking_no=" ", staff_id=add_staff().id)


def test_bo_confirms_receipt_and_may_say_so_again(no: str, bo: Somebody) -> None:
    ship(no)
    assert confirm_receipt(bo.id, no).settle_due_at == clock.now() + HOLD
    assert confirm_receipt(bo.id, no).state == "received"


def test_what_has_not_been_sent_cannot_have_arrived(no: str, bo: Somebody) -> None:
    with pytest.raises(orders.OrderMoved):
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
def test_a_full_refund_nets_everybody_to_zero(twin: Twin, no: str, ada: Keeper, bo: Somebody, state: str) -> None:
    bring_to(state, no, bo)
    refund(twin, no)
    assert buying.state_of(no) == "refunded"
    assert purse(ada) == (0, 0)
    assert set(ledger.platform_balances().values()) == {0}
    assert ledger.verify() == []


@pytest.mark.parametrize(("state", "stock"), [("paid", "(10,0,0)"), ("shipped", "(9,0,0)")])
def test_refunded_goods_count_as_sold_no_more_and_those_never_sent_are_for_sale_again(
    twin: Twin, no: str, bo: Somebody, tea: Shelf, state: str, stock: str
) -> None:
    bring_to(state, no, bo)
    refund(twin, no)
    assert scalar("SELECT (on_hand, reserved, sold)::text FROM sku WHERE id = :id", id=tea.sku_id) == stock


def test_a_reward_already_spent_leaves_a_debt(twin: Twin, no: str, ada: Keeper, bo: Somebody) -> None:
    """Withdrawals come later; a claw-back does not wait for a balance."""
    bring_to("settled", no, bo)
    refund(twin, no)
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


def test_who_may_ask_for_the_money(twin: Twin, no: str, bo: Somebody, cy: Somebody, tea: Shelf) -> None:
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
        request_refund(no, by=f"staff:{add_staff().id}", words="x" * 81)


def test_a_lost_answer_is_asked_for_under_the_same_number(twin: Twin, no: str) -> None:
    number = request_refund(no, by=f"staff:{add_staff().id}")
    twin.weather.fail("pay.refund", after=True)
    with pytest.raises(WechatTrouble):
        start_refund(number)
    start_refund(number)
    assert twin.pay.waiting_refunds() == [number]


def test_the_poller_finds_what_no_notification_told(twin: Twin, no: str) -> None:
    number = request_refund(no, by=f"staff:{add_staff().id}")
    clock.advance(timedelta(seconds=61))
    poll_refunds()  # WeChat has never heard of it: it is sent
    twin.pay.finish_refund(number)
    twin.weather.fail("pay.query_refund")
    poll_refunds()
    assert buying.state_of(no) == "refunding"
    poll_refunds()
    assert buying.state_of(no) == "refunded"


def test_word_of_a_finished_refund_changes_nothing(twin: Twin, no: str) -> None:
    number = refund(twin, no)
    assert finish_refund(twin.pay.query_refund(number), notice_id="again").outcome == "repeated"
    start_refund(number)
    assert twin.calls.count("pay.refund") == 1


@pytest.mark.parametrize("state", ["paid", "shipped", "received", "settled"])
def test_a_refund_wechat_closes_puts_the_order_back(twin: Twin, no: str, ada: Keeper, bo: Somebody, state: str) -> None:
    bring_to(state, no, bo)
    before = purse(ada)
    refund(twin, no, ends="CLOSED")
    assert (buying.state_of(no), purse(ada)) == (state, before)
    assert orders.refunds.refunds_of(no)[0]["trouble"]
    assert ledger.balance("refunds_payable", "") == 0


def test_after_a_closed_refund_one_may_ask_again(twin: Twin, no: str) -> None:
    refund(twin, no, ends="CLOSED")
    refund(twin, no)
    assert buying.state_of(no) == "refunded"
    assert ledger.verify() == []


def test_a_refund_the_bank_refuses_waits_for_staff_and_may_still_succeed(twin: Twin, no: str) -> None:
    number = refund(twin, no, ends="ABNORMAL")
    assert orders.order(no).refund_trouble
    assert buying.state_of(no) == "refunding"
    twin.pay.finish_refund(number)
    clock.advance(timedelta(minutes=2))
    poll_refunds()
    assert buying.state_of(no) == "refunded"


def test_an_empty_merchant_balance_is_waited_out(twin: Twin, no: str) -> None:
    twin.pay.funds_fen = 0
    number = request_refund(no, by=f"staff:{add_staff().id}")
    start_refund(number)
    assert orders.refunds.refunds_of(no)[0]["state"] == "requested"
    assert [each["number"] for each in troubles()] == [number]
    twin.pay.funds_fen = None
    clock.advance(timedelta(minutes=2))
    poll_refunds()
    assert twin.pay.waiting_refunds() == [number]


def test_a_refund_we_never_asked_for_is_not_taken_in(twin: Twin, no: str) -> None:
    from webapp.gateways.wechat import RefundStatus

    told = RefundStatus(out_refund_no="R000000NOBODY", status="SUCCESS")
    assert finish_refund(told, notice_id="n").outcome == "unknown_refund"


def test_a_refund_of_another_amount_is_not_believed(twin: Twin, no: str) -> None:
    from dataclasses import replace

    number = request_refund(no, by=f"staff:{add_staff().id}")
    start_refund(number)
    done = twin.pay.finish_refund(number)
    assert finish_refund(replace(done, amount_fen=1), notice_id="n").outcome == "abnormal"
    assert buying.state_of(no) == "refunding"


def test_money_for_a_closed_order_that_wechat_would_not_send_back_is_shown_to_staff(
    twin: Twin, bo: Somebody, tea: Shelf
) -> None:
    placed = buying.order(bo, tea).no
    late = buying.pay(twin, bo, placed)
    with transaction():
        execute("UPDATE orders SET state = 'closed' WHERE no = :no", no=placed)
    assert confirm_payment(late, notice_id="late").outcome == "late_refund"
    number = str(scalar("SELECT out_refund_no FROM refund"))
    start_refund(number)
    finish_refund(twin.pay.finish_refund(number, "CLOSED"), notice_id=None)
    assert [each["number"] for each in troubles()] == [number]


def test_refunds_in_trouble_are_asked_about_last(twin: Twin, no: str, bo: Somebody, tea: Shelf) -> None:
    stuck = refund(twin, no, ends="ABNORMAL")
    clock.advance(timedelta(seconds=1))
    fresh = request_refund(buying.buy(twin, bo, tea), by=f"person:{bo.id}")
    with transaction():
        asked = orders.refunds.refunds_to_ask_about(clock.now(), limit=2)
    assert asked == [fresh, stuck]
