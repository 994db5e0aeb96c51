"""What follows a payment in tests: one line each for shipping, receipt, settlement and refund."""

from datetime import timedelta

from tests.cast import Somebody, add_staff
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

HOLD = timedelta(days=15)


def ship(no: str) -> None:
    ship_order(no, carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)


def bring_to(state: str, no: str, bo: Somebody) -> None:
    """Lead a paid order on to `shipped`, `received` or `settled`."""
    if state in ("shipped", "received", "settled"):
        ship(no)
    if state in ("received", "settled"):
        confirm_receipt(bo.id, no)
    if state == "settled":
        clock.advance(HOLD)
        assert settle_orders() == 1
    assert buying.state_of(no) == state


def refund(fake_wechat: FakeWechat, no: str, *, by: str = "", ends: str = "SUCCESS") -> str:
    number = request_refund(no, by=by or f"staff:{add_staff().id}", text="不合适")
    start_refund(number)
    finish_refund(fake_wechat.pay.finish_refund(number, ends), notice_id=f"refund-{number}")
    return number
