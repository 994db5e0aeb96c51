"""One payment, said many times at once; and what would happen without the guards."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.races.together import together, without
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_pay import CannotPay
from webapp.kernel import clock
from webapp.kernel.db import execute, row, transaction
from webapp.money import commission, ledger
from webapp.trade.payments import OrderPaid
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.close_order import cancel_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.trade.payments.service.sold import lock_sold

pytestmark = pytest.mark.race
SIXTEEN = 16


def test_one_notice_sixteen_times_on_sixteen_threads_is_one_sale(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea, token=buying.share(ada, tea)).no
    status = buying.pay(fake_wechat, bo, no)
    headers, body = fake_wechat.signed_payment_notice(status.out_trade_no, notice_id="the-same")

    def deliver(_: int) -> int:
        return app.test_client().post("/wechat/pay/notify", data=body, headers=dict(headers)).status_code

    assert set(together(app, SIXTEEN, deliver)) <= {200, 204}
    assert scalar("SELECT count(*) FROM accrual") == 1
    assert scalar("SELECT count(*) FROM wechat_notice") == 1
    assert commission.earnings_of(ada.id).pending_fen == 990
    assert ledger.verify() == []


def test_notice_poller_and_return_page_at_once_are_one_sale(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.order(bo, tea, token=buying.share(ada, tea)).no
    status = buying.pay(fake_wechat, bo, no)
    ways = [
        lambda: confirm_payment(status, notice_id="n1"),
        lambda: confirm_payment(status, notice_id=None),
        lambda: check_payment(bo.id, no),
    ]
    together(app, 12, lambda number: ways[number % 3]())
    assert scalar("SELECT count(*) FROM ledger_transaction") == 2
    assert commission.earnings_of(ada.id).pending_fen == 990


@pytest.mark.parametrize("guarded", [True, False], ids=["with the unique key", "without it the race is lost"])
def test_the_unique_key_makes_a_reward_once(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, guarded: bool
) -> None:
    """Even if the order's lock were forgotten, the table gives one reward for one line."""
    status = buying.pay(fake_wechat, bo, buying.order(bo, tea, token=buying.share(ada, tea)).no)
    with transaction():
        sold = lock_sold(status.out_trade_no)
    assert sold is not None

    def promise(_: int) -> None:
        with transaction():
            commission.accrue_rewards(OrderPaid(sold=sold, paid_at=clock.now()))

    if guarded:
        together(app, SIXTEEN, promise)
        assert commission.earnings_of(ada.id).pending_fen == 990
        return
    with without(
        "ALTER TABLE accrual DROP CONSTRAINT accrual_made_once",
        """ALTER TABLE accrual ADD CONSTRAINT accrual_made_once UNIQUE (order_line_id, beneficiary_id, level, kind)""",
    ):
        together(app, SIXTEEN, promise)
        assert commission.earnings_of(ada.id).pending_fen > 990


@pytest.mark.parametrize("turn", range(4))
def test_cancelling_and_paying_at_once_never_ends_in_limbo(
    app: APIFlask, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, turn: int
) -> None:
    """Either the goods are sold or the money goes back; never neither and never both."""
    no = buying.order(bo, tea).no
    sheet = start_payment(bo.id, no, appid=buying.MINI)

    def pay() -> object:
        try:
            return confirm_payment(fake_wechat.pay.succeed(sheet.out_trade_no), notice_id="n1")
        except CannotPay:
            return "the sheet was shut"

    together(app, 4, lambda number: pay() if number == turn else cancel_order(bo.id, no))
    ended = (
        buying.state_of(no),
        scalar("SELECT reserved FROM sku WHERE id = :id", id=tea.sku_id),
        scalar("SELECT sold FROM sku WHERE id = :id", id=tea.sku_id),
        scalar("SELECT count(*) FROM refund"),
    )
    assert ended in {("paid", 0, 1, 0), ("closed", 0, 0, 0), ("closed", 0, 0, 1)}
    assert ledger.verify() == []


@pytest.mark.parametrize("guarded", [True, False], ids=["with its guard", "without it the money is in limbo"])
def test_closing_an_order_respects_the_money_that_was_faster(
    app: APIFlask, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, guarded: bool
) -> None:
    no = buying.order(bo, tea).no
    paid = buying.pay(fake_wechat, bo, no)
    looked = row(dict, "SELECT state FROM orders WHERE no = :no", no=no)
    assert looked is not None
    assert looked["state"] == "pending_payment"
    confirm_payment(paid, notice_id="n1")
    guard = " AND state = 'pending_payment'" if guarded else ""
    with transaction():
        execute(f"UPDATE orders SET state = 'closed' WHERE no = :no{guard}", no=no)
    limbo = buying.state_of(no) == "closed" and scalar("SELECT count(*) FROM refund") == 0
    assert limbo is not guarded
