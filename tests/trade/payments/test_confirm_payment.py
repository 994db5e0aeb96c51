"""WeChat's word about money: taken once, compared, and sent back when nobody waits for it."""

from dataclasses import replace

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.trade import buying
from webapp.gateways.wechat import PaymentStatus
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.db import execute, transaction
from webapp.money import commission, ledger
from webapp.money.ledger.queries import entries
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.trade.payments.service import attempts as service


@pytest.fixture
def paid(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> PaymentStatus:
    """Bo has paid ¥99 for tea Ada shared, and the shop has not heard of it."""
    return buying.pay(fake_wechat, bo, buying.order(bo, tea, token=buying.share(ada, tea)).no)


def order_no() -> str:
    return str(scalar("SELECT no FROM orders"))


def test_the_order_is_paid_its_stock_sold_and_adas_reward_promised(paid: PaymentStatus, ada: Keeper) -> None:
    assert confirm_payment(paid, notice_id="n1").outcome == "paid"
    assert buying.state_of(order_no()) == "paid"
    assert scalar("SELECT (on_hand, reserved, sold)::text FROM sku WHERE sold > 0") == "(9,0,1)"
    assert commission.earnings_of(ada.id).pending_fen == 990


def test_the_books_balance_after_a_sale(paid: PaymentStatus, ada: Keeper) -> None:
    confirm_payment(paid, notice_id="n1")
    assert ledger.verify() == []
    assert entries.platform_balances() == {"wx_clearing": -9_900, "sales": 9_900, "commission_expense": -990}
    assert entries.balance("commission_pending", f"shopkeeper:{ada.id}") == 990


def test_the_reward_carries_the_figures_that_explain_it(paid: PaymentStatus, ada: Keeper) -> None:
    confirm_payment(paid, notice_id="n1")
    (earning,) = commission.earning_entries(ada.id).items
    figures = earning.explanation
    assert figures["arithmetic"] == "9900 × 1000 ÷ 10000 = 990"
    assert figures["line"]["name_en"] == "Spring tea · Small tin"
    assert figures["rule_version"] == commission.RULE_VERSION
    assert figures["credit"]["share_ref"] == str(scalar("SELECT ref FROM share"))
    assert figures["credit"]["visit_ref"] == str(scalar("SELECT ref FROM visit"))


@pytest.mark.parametrize("repetition", ["n1", "n2", None], ids=["the same notice", "another notice", "our question"])
def test_saying_it_again_changes_nothing(paid: PaymentStatus, repetition: str | None) -> None:
    confirm_payment(paid, notice_id="n1")
    assert confirm_payment(paid, notice_id=repetition).outcome == "repeated"
    assert scalar("SELECT count(*) FROM accrual") == 1
    assert scalar("SELECT count(*) FROM ledger_transaction") == 2


def test_each_notice_is_taken_in_with_its_outcome(paid: PaymentStatus) -> None:
    for notice in ("n1", "n2", "n2"):
        confirm_payment(paid, notice_id=notice)
    assert scalar("SELECT string_agg(notice_id || ' ' || outcome, ', ' ORDER BY id) FROM wechat_notice") == (
        "n1 paid, n2 repeated"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"amount_fen": 1},
        {"amount_fen": 9_901},
        {"currency": "USD"},
        {"appid": "wx-foreign"},
        {"mchid": "1900000000"},
        {"transaction_id": ""},
        {"trade_state": "REFUND"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_money_that_is_not_what_we_asked_for_is_set_aside(paid: PaymentStatus, changed: dict[str, object]) -> None:
    assert confirm_payment(replace(paid, **changed), notice_id="n1").outcome == "quarantined"  # type: ignore[arg-type]
    assert buying.state_of(order_no()) == "pending_payment"
    assert scalar("SELECT count(*) FROM ledger_transaction") == 0
    (attempt,) = service.attempts_of(order_no())
    assert attempt.state == "quarantined"
    assert attempt.trouble


def test_the_right_word_after_a_wrong_one_still_counts(paid: PaymentStatus) -> None:
    confirm_payment(replace(paid, amount_fen=1), notice_id="n1")
    assert confirm_payment(paid, notice_id="n2").outcome == "paid"


def test_a_wrong_word_after_the_right_one_leaves_a_trace_only(paid: PaymentStatus) -> None:
    confirm_payment(paid, notice_id="n1")
    assert confirm_payment(replace(paid, transaction_id="4200009"), notice_id="n2").outcome == "quarantined"
    assert scalar("SELECT state FROM payment") == "succeeded"
    assert buying.state_of(order_no()) == "paid"


def test_a_refund_seen_by_asking_does_not_disturb_a_paid_order(paid: PaymentStatus) -> None:
    confirm_payment(paid, notice_id="n1")
    assert confirm_payment(replace(paid, trade_state="REFUND"), notice_id=None).outcome == "repeated"


def test_a_payment_we_never_started_is_not_taken_in(paid: PaymentStatus) -> None:
    assert confirm_payment(replace(paid, out_trade_no="P000000NOBODY"), notice_id="n1").outcome == "unknown_order"
    assert scalar("SELECT count(*) FROM wechat_notice") == 0


@pytest.mark.parametrize("state", ["NOTPAY", "CLOSED", "UNKNOWN_ORDER"])
def test_anything_but_success_pays_nothing(paid: PaymentStatus, state: str) -> None:
    assert confirm_payment(replace(paid, trade_state=state), notice_id=None).outcome == "not_paid"


def test_money_for_a_closed_order_goes_back_by_itself(paid: PaymentStatus) -> None:
    with transaction():
        execute("UPDATE orders SET state = 'closed'")
    assert confirm_payment(paid, notice_id="n1").outcome == "late_refund"
    assert scalar("SELECT reason || ' ' || state || ' ' || amount_fen FROM refund") == "order_closed requested 9900"
    assert scalar("SELECT task_name FROM procrastinate_jobs") == "start_refund"
    assert entries.balance("refunds_payable", "") == 9_900
    assert buying.state_of(order_no()) == "closed"


def test_the_second_payment_of_one_order_goes_back_by_itself(
    fake_wechat: FakeWechat, paid: PaymentStatus, bo: Somebody
) -> None:
    confirm_payment(paid, notice_id="n1")
    with transaction():
        execute("UPDATE orders SET state = 'pending_payment'")
    second = start_payment(bo.id, order_no(), appid=buying.MINI)
    with transaction():
        execute("UPDATE orders SET state = 'paid'")
    assert confirm_payment(fake_wechat.pay.succeed(second.out_trade_no), notice_id="n2").outcome == "late_refund"
    assert scalar("SELECT reason FROM refund") == "paid_twice"
    assert scalar("SELECT count(*) FROM accrual") == 1


def test_a_late_payment_reported_again_goes_back_once(paid: PaymentStatus) -> None:
    with transaction():
        execute("UPDATE orders SET state = 'closed'")
    confirm_payment(paid, notice_id="n1")
    assert confirm_payment(paid, notice_id="n2").outcome == "repeated"
    assert scalar("SELECT count(*) FROM refund") == 1


def test_the_platforms_own_sale_promises_nobody_anything(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    buying.buy(fake_wechat, bo, tea)
    assert scalar("SELECT count(*) FROM accrual") == 0


def test_two_lines_give_two_rewards_each_from_its_own_figures(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    from webapp.journeys.place_order import place_order

    token = buying.share(ada, tea)
    both = replace(buying.wish(bo, tea, token=token), items=[(tea.sku_code, 1), (tea.other_sku_code, 2)])
    no = place_order(both).no
    confirm_payment(buying.pay(fake_wechat, bo, no), notice_id="n1")
    assert [earning.amount_fen for earning in commission.earnings_about(no)] == [990, 3_960]
    assert ledger.verify() == []
