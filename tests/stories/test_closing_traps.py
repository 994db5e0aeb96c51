"""Traps at the end of an order, on the served shop: stock is never sold twice, and money nobody waits for goes back."""

import pytest

from tests.sandbox.serving import ControlRefused
from tests.stories.people import Cast, Refused
from tests.stories.records import net_of, refunds
from tests.stories.town import Town, until

LATE = 601
ALL = 10


def stock(town: Town, sku: str) -> tuple[int, int, int]:
    """On hand, reserved, sold."""
    on_hand, reserved, sold = town.rows("SELECT on_hand, reserved, sold FROM sku WHERE code = %s", sku)[0]
    return on_hand, reserved, sold


def test_an_order_that_ran_out_is_closed_at_wechat_before_its_stock_is_free(town: Town, cast: Cast) -> None:
    """While WeChat cannot be told to close it, the stock stays held, however late it is."""
    order = cast.cy_orders(quantity=ALL)
    payment = cast.cy.wants_to_pay(order["no"])
    cast.cy.opens_sheet(payment)
    town.sandbox.fault("pay.close", "error_before", times=None)
    town.advance(LATE)
    assert cast.cy.order(order["no"])["state"] == "pending_payment"
    with pytest.raises(Refused, match="sold_out"):
        cast.bo.orders(cast.tin)
    town.sandbox.control("DELETE", "/faults")
    town.advance(60)
    assert cast.cy.order(order["no"])["state"] == "closed"
    assert cast.bo.orders(cast.tin)["state"] == "pending_payment"
    with pytest.raises(ControlRefused, match="已关闭"):
        cast.cy.opens_sheet(payment)
    with pytest.raises(Refused, match="order_expired"):
        cast.cy.wants_to_pay(order["no"])


def test_closing_whose_answer_was_lost_still_gives_the_stock_back_once(town: Town, cast: Cast) -> None:
    order = cast.cy_orders()
    cast.cy.wants_to_pay(order["no"])
    town.sandbox.fault("pay.close", "drop_answer")
    with pytest.raises(Refused, match="wechat_trouble"):
        cast.cy.ask("POST", f"/orders/{order['no']}/cancellation")
    assert stock(town, cast.tin) == (ALL, 1, 0)
    assert cast.cy.ask("POST", f"/orders/{order['no']}/cancellation")["state"] == "closed"
    assert cast.cy.ask("POST", f"/orders/{order['no']}/cancellation")["state"] == "closed"
    assert stock(town, cast.tin) == (ALL, 0, 0)


def test_cancelling_what_was_paid_a_moment_ago_leaves_it_paid(town: Town, cast: Cast) -> None:
    town.sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=False)
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    with pytest.raises(Refused, match="409"):
        cast.cy.ask("POST", f"/orders/{order['no']}/cancellation")
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert stock(town, cast.tin) == (ALL - 1, 0, 1)


def test_money_that_comes_for_a_closed_order_goes_back_by_itself(town: Town, cast: Cast) -> None:
    """WeChat denied that it knew the payment, so the order was closed here; a moment later somebody paid it there."""
    order = cast.cy_orders()
    payment = cast.cy.wants_to_pay(order["no"])
    sheet = cast.cy.opens_sheet(payment)
    town.sandbox.fault("pay.query", "pay_error", code="ORDER_NOT_EXIST")
    assert cast.cy.ask("POST", f"/orders/{order['no']}/cancellation")["state"] == "closed"
    cast.cy.confirms(sheet)
    until(lambda: refunds(town, payment["out_trade_no"]) == [("SUCCESS", 9_900)])
    until(lambda: net_of(town, order["no"]) == {0})
    assert cast.cy.order(order["no"])["state"] == "closed"
    assert stock(town, cast.tin) == (ALL, 0, 0)
    assert cast.ada.purse == (0, 0)


def test_a_refund_nobody_hears_of_is_asked_about_until_it_is_done(town: Town, cast: Cast) -> None:
    """200 from WeChat means accepted, not done: until the money is back the reward stays as it is."""
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    cast.cy.sees(order["no"], "paid")
    town.sandbox.control("PUT", "/settings", refund_seconds=90, notify_merchant=False)
    cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    until(lambda: refunds(town, number) == [("PROCESSING", 9_900)])
    town.advance(61)
    assert cast.cy.order(order["no"])["state"] == "refunding"
    assert cast.ada.purse == (990, 0)
    town.advance(60)
    assert cast.cy.order(order["no"])["state"] == "refunded"
    assert cast.ada.purse == (0, 0)
    assert net_of(town, order["no"]) == {0}


@pytest.mark.parametrize("trouble", ["drop_answer", "error_after"])
def test_a_refund_whose_answer_was_lost_is_one_refund(town: Town, cast: Cast, trouble: str) -> None:
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    cast.cy.sees(order["no"], "paid")
    town.sandbox.fault("pay.refund", trouble)
    asked = cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    again = cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    assert again["out_refund_no"] == asked["out_refund_no"]
    cast.cy.sees(order["no"], "refunded")
    assert refunds(town, number) == [("SUCCESS", 9_900)]
    assert net_of(town, order["no"]) == {0}


def test_sixteen_notifications_of_one_refund_take_the_reward_back_once(town: Town, cast: Cast) -> None:
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    cast.cy.sees(order["no"], "paid")
    town.sandbox.fault("notify.refund", "duplicate", copies=16)
    asked = cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    cast.cy.sees(order["no"], "refunded")
    until(lambda: [len(told["attempts"]) for told in town.sandbox.notifications(asked["out_refund_no"])] == [16])
    assert cast.ada.purse == (0, 0)
    assert stock(town, cast.tin) == (ALL, 0, 0)


def test_a_refund_wechat_gives_up_leaves_the_sale_as_it_was(town: Town, cast: Cast) -> None:
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    cast.cy.sees(order["no"], "paid")
    town.sandbox.fault("pay.refund", "refund_outcome", status="CLOSED")
    cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    until(
        lambda: (cast.cy.order(order["no"])["state"], cast.cy.order(order["no"])["refund_state"]) == ("paid", "closed")
    )
    assert cast.ada.purse == (990, 0)
