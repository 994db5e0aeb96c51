"""Two settlers, two refunders, or one of each: money moves once."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.races.together import together, without
from tests.statements import count_statements
from tests.trade import buying
from tests.trade.order_steps import HOLD, bring_to
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.money import commission, ledger
from webapp.money.commission import rules
from webapp.money.ledger import Leg
from webapp.money.ledger.queries import entries
from webapp.trade import orders, refunds
from webapp.trade.orders.flows.settle_orders import settle_order, settle_orders
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("noon")]
EIGHT = 8


@pytest.fixture
def due(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """An order whose reward of ¥9.90 is due now."""
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    bring_to("received", no, bo)
    clock.advance(HOLD)
    return no


def test_eight_settlers_make_the_reward_payable_once(app: APIFlask, due: str, ada: Keeper) -> None:
    settled = together(app, EIGHT, lambda _: settle_order(due))
    assert sorted(map(bool, settled)) == [False] * 7 + [True]
    assert commission.earnings_of(ada.id).payable_fen == 990
    assert ledger.verify() == []


def test_scanners_beside_each_other_settle_each_order_once(app: APIFlask, due: str, ada: Keeper) -> None:
    together(app, EIGHT, lambda _: settle_orders())
    assert commission.earnings_of(ada.id).payable_fen == 990
    assert scalar("SELECT count(*) FROM order_event WHERE event = 'settled'") == 1


@pytest.mark.parametrize("guarded", [True, False], ids=["with its key", "without it everybody settles"])
def test_the_key_of_a_settlement_makes_it_happen_once(app: APIFlask, due: str, ada: Keeper, guarded: bool) -> None:
    owner = rules.ledger_owner(ada.id)
    (earning,) = commission.earning_entries(ada.id).items

    def settle(number: int) -> None:
        with transaction():
            ledger.post(
                "settlement",
                key=f"settlement:{earning.id}" if guarded else f"settlement:{earning.id}:{number}",
                reference=f"order:{due}",
                legs=[Leg("commission_pending", owner, -990), Leg("commission_payable", owner, 990)],
                explanation={},
                event_at=clock.now(),
            )

    together(app, EIGHT, settle)
    assert (entries.balance("commission_payable", owner) == 990) is guarded


def test_opposite_postings_of_two_people_do_not_lock_each_other_out(app: APIFlask) -> None:
    """Accounts are locked in one order, whatever the order of the legs."""
    legs = [Leg("commission_pending", "shopkeeper:1", -1), Leg("commission_payable", "shopkeeper:1", 1)]

    def post(number: int) -> object:
        with transaction():
            return ledger.post(
                "settlement",
                key=f"k{number}",
                reference="test",
                legs=legs if number % 2 else legs[::-1],
                explanation={},
                event_at=clock.now(),
            )

    assert all(isinstance(posted, int) for posted in together(app, 12, post))
    assert ledger.verify() == []


def test_a_refund_locks_goods_before_purses_as_a_payment_does(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    """Otherwise a refund and a sale of the same tea through the same shop could wait for each other in a circle."""
    number = request_refund(buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), by=f"person:{bo.id}")
    start_refund(number)
    with count_statements() as statements:
        finish_refund(fake_wechat.pay.finish_refund(number), notice_id=None)
    goods = next(n for n, sql in enumerate(statements) if "UPDATE sku" in sql)
    purses = next(n for n, sql in enumerate(statements) if "UPDATE accrual" in sql)
    assert goods < purses


def test_asking_for_the_money_eight_times_is_one_refund(
    app: APIFlask, fake_wechat: FakeWechat, due: str, bo: Somebody
) -> None:
    numbers = together(app, EIGHT, lambda _: request_refund(due, by=f"person:{bo.id}"))
    (number,) = {str(each) for each in numbers}
    together(app, EIGHT, lambda _: start_refund(number))
    done = fake_wechat.pay.finish_refund(number)
    together(app, EIGHT, lambda n: finish_refund(done, notice_id=f"n{n}"))
    assert buying.state_of(due) == "refunded"
    assert scalar("SELECT count(*) FROM ledger_transaction WHERE kind = 'refund'") == 1
    assert set(entries.platform_balances().values()) == {0}


@pytest.mark.parametrize("guarded", [True, False], ids=["with the index", "without it everybody refunds"])
def test_the_index_lets_one_payment_be_refunded_once(app: APIFlask, due: str, guarded: bool) -> None:
    with transaction():
        sold = refunds.lock_paid(due)
    assert sold is not None

    def refund(number: int) -> object:
        with transaction():
            return refunds.add_refund(
                refunds.RefundDraft(
                    order_id=sold.order_id,
                    payment_id=sold.payment_id,
                    out_refund_no=orders.new_number("R", clock.now()),
                    amount_fen=sold.amount_fen,
                    reason=refunds.REQUESTED,
                    text="",
                    requested_by=f"staff:{number}",
                    created_at=clock.now(),
                )
            )

    if guarded:
        assert sum(bool(each) for each in together(app, EIGHT, refund)) == 1
        return
    with without(
        "DROP INDEX uq_refund_payment_once",
        """CREATE UNIQUE INDEX uq_refund_payment_once ON refund (payment_id)
           WHERE state IN ('requested', 'processing', 'succeeded')""",
    ):
        assert sum(bool(each) for each in together(app, EIGHT, refund)) == EIGHT


def test_settling_and_refunding_at_once_end_in_zero_or_in_payable(
    app: APIFlask, fake_wechat: FakeWechat, due: str, ada: Keeper, bo: Somebody
) -> None:
    """Whoever is first decides; the other finds the order moved on."""
    together(app, 2, lambda n: settle_order(due) if n else request_refund(due, by=f"person:{bo.id}"))
    purse = commission.earnings_of(ada.id)
    expected = {"settled": (0, 990), "refunding": (990, 0)}
    assert (purse.pending_fen, purse.payable_fen) == expected[buying.state_of(due)]
    assert ledger.verify() == []
