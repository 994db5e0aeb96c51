"""Whatever happens in whatever order: the books hold, the purse agrees with a model, a full refund leaves nothing."""

import itertools
import random
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import databases
from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_product, add_shopkeeper, add_staff, scalar
from tests.trade import buying
from webapp.gateways.wechat import use
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import db
from webapp.kernel.errors import DomainError
from webapp.money import commission, ledger
from webapp.money.ledger.queries import entries
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.close_order import cancel_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

HOLD = 15 * 86_400
STOCK = 1_000


class Shopping(RuleBasedStateMachine):
    """Orders wander through their table; a dict knows where each should be and what Ada should have."""

    def __init__(self) -> None:
        super().__init__()
        db.session.remove()
        databases.empty(db.engine)
        self.fake_wechat = FakeWechat()
        use(self.fake_wechat.as_wechat())
        self.bo = add_person("Bo")
        self.ada = add_shopkeeper(add_person("Ada"))
        self.staff = add_staff().id
        self.orders: dict[str, tuple[str, int]] = {}
        self.settled: set[str] = set()
        self.due: dict[str, float] = {}

    @initialize(price=st.integers(1, 10**6), rate=st.integers(0, 3_000))
    def shelf(self, price: int, rate: int) -> None:
        self.rate = rate
        self.tea = add_product("tea", price_fen=price, stock=STOCK, rate_bp=rate)
        self.token = buying.share(self.ada, self.tea)

    def some(self, *states: str) -> list[str]:
        return [no for no, (state, _) in self.orders.items() if state in states]

    def go(self, no: str, state: str) -> None:
        self.orders[no] = (state, self.orders[no][1])

    @rule(quantity=st.integers(1, 3))
    def order(self, quantity: int) -> None:
        placed = buying.order(self.bo, self.tea, token=self.token, quantity=quantity)
        self.orders[placed.no] = ("pending_payment", quantity)

    @precondition(lambda self: self.some("pending_payment"))
    @rule(times=st.integers(1, 3))
    def pay(self, times: int) -> None:
        no = self.some("pending_payment")[0]
        status = buying.pay(self.fake_wechat, self.bo, no)
        for time in range(times):
            confirm_payment(status, notice_id=f"{no}-{time % 2}")
        self.go(no, "paid")

    @precondition(lambda self: self.some("pending_payment"))
    @rule()
    def cancel(self) -> None:
        no = self.some("pending_payment")[-1]
        cancel_order(self.bo.id, no)
        self.go(no, "closed")

    @precondition(lambda self: self.some("paid"))
    @rule()
    def ship(self) -> None:
        no = self.some("paid")[0]
        ship_order(no, carrier="顺丰", tracking_no="SF1", staff_id=self.staff)
        self.go(no, "shipped")

    @precondition(lambda self: self.some("shipped"))
    @rule()
    def receive(self) -> None:
        no = self.some("shipped")[0]
        confirm_receipt(self.bo.id, no)
        self.due[no] = clock.now().timestamp() + HOLD
        self.go(no, "received")

    @rule(days=st.sampled_from([1, 15]))
    def wait_and_settle(self, days: int) -> None:
        from datetime import timedelta

        clock.advance(timedelta(days=days) if not self.some("pending_payment") else timedelta(0))
        settle_orders()
        for no in self.some("received"):
            if self.due[no] <= clock.now().timestamp():
                self.settled.add(no)
                self.go(no, "settled")

    @precondition(lambda self: self.some("paid", "shipped", "received", "settled"))
    @rule(ends=st.sampled_from(["SUCCESS", "SUCCESS", "CLOSED"]), times=st.integers(1, 2), which=st.integers(0, 9))
    def refund(self, ends: str, times: int, which: int) -> None:
        choice = self.some("paid", "shipped", "received", "settled")
        no = choice[which % len(choice)]
        before = self.orders[no][0]
        number = request_refund(no, by=f"staff:{self.staff}")
        start_refund(number)
        done = self.fake_wechat.pay.finish_refund(number, ends)
        for _ in range(times):
            finish_refund(done, notice_id=number)
        self.go(no, "refunded" if ends == "SUCCESS" else before)

    def reward(self, no: str) -> int:
        return self.tea.price_fen * self.orders[no][1] * self.rate // 10_000

    @invariant()
    def books_and_purse_agree(self) -> None:
        if not hasattr(self, "tea"):
            return
        assert ledger.verify() == []
        purse = commission.earnings_of(self.ada.id)
        assert purse.pending_fen == sum(map(self.reward, self.some("paid", "shipped", "received")))
        assert purse.payable_fen == sum(map(self.reward, self.some("settled")))
        assert {no: buying.state_of(no) for no in self.orders} == {no: state for no, (state, _) in self.orders.items()}

    @invariant()
    def goods_agree(self) -> None:
        if not hasattr(self, "tea"):
            return
        held = sum(self.orders[no][1] for no in self.some("pending_payment"))
        assert scalar("SELECT reserved FROM sku WHERE id = :id", id=self.tea.sku_id) == held


@pytest.mark.usefixtures("noon")
def test_the_books_hold_whatever_people_do(app: APIFlask) -> None:
    run_state_machine_as_test(
        Shopping,
        settings=settings(
            max_examples=5,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
            derandomize=True,
        ),
    )


EVENTS = ("paid", "paid_again", "shipped", "received", "refund_asked", "refund_done", "settled")


def deeds(fake_wechat: FakeWechat, bo: Somebody, no: str, staff: int) -> dict[str, Callable[[], object]]:
    """What may be said about one order, by people and by WeChat."""
    status = buying.pay(fake_wechat, bo, no)

    def refund_done() -> None:
        for number in [request_refund(no, by=f"staff:{staff}")]:
            start_refund(number)
            finish_refund(fake_wechat.pay.finish_refund(number), notice_id=number)

    return {
        "paid": lambda: confirm_payment(status, notice_id=f"{no}-1"),
        "paid_again": lambda: confirm_payment(status, notice_id=f"{no}-2"),
        "shipped": lambda: ship_order(no, carrier="顺丰", tracking_no="SF1", staff_id=staff),
        "received": lambda: confirm_receipt(bo.id, no),
        "refund_asked": lambda: request_refund(no, by=f"person:{bo.id}"),
        "refund_done": refund_done,
        "settled": settle_orders,
    }


@pytest.mark.usefixtures("noon")
def test_the_order_in_which_the_world_speaks_does_not_change_the_end(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody
) -> None:
    """Every sequence, repeated until each thing was heard at least once, ends with everybody at zero."""
    shelf: ListedProduct = add_product("tea", stock=STOCK)
    token, staff = buying.share(ada, shelf), add_staff().id
    chosen = random.Random(7).sample(list(itertools.permutations(EVENTS)), 16)  # noqa: S311 - a fixed sample, no secret
    for sequence in chosen:
        no = buying.order(bo, shelf, token=token).no
        happen = deeds(fake_wechat, bo, no, staff)
        for event in (*sequence, "paid", "refund_done"):
            try:
                happen[event]()
            except DomainError:
                continue
        purse = commission.earnings_of(ada.id)
        assert (buying.state_of(no), purse.pending_fen, purse.payable_fen) == ("refunded", 0, 0), sequence
    assert set(entries.platform_balances().values()) == {0}
    assert ledger.verify() == []
