"""Traps between WeChat and the till, sprung on the served shop: each order is paid once, or not at all."""

import pytest

from tests.sandbox.merchant import pay_client
from tests.sandbox.serving import ControlRefused
from tests.stories.people import Cast, Refused
from tests.stories.records import statuses
from tests.stories.town import Town, until

REWARD = 990


def at_wechat(town: Town, number: str) -> list[str]:
    """The states of all of WeChat's payments with this number."""
    payments = town.sandbox.ask("GET", "/control/payments").json()["payments"]
    return [each["state"] for each in payments if each["out_trade_no"] == number]


def test_one_notification_sixteen_times_at_once_is_one_sale(town: Town, cast: Cast) -> None:
    town.sandbox.fault("notify.payment", "duplicate", copies=16)
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    until(lambda: len(statuses(town, number)) == 16)
    assert {status for _, status in statuses(town, number)} == {204}
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert cast.ada.purse == (REWARD, 0)
    assert len(cast.ada.entries) == 1


def test_a_notification_that_overtakes_wechats_own_answer_is_taken_in(town: Town, cast: Cast) -> None:
    order = cast.cy_orders()
    sheet = cast.cy.opens_sheet(cast.cy.wants_to_pay(order["no"]))
    town.sandbox.fault("payment", "early_notification")
    cast.cy.confirms(sheet)
    assert cast.cy.order(order["no"])["state"] == "paid"


def test_a_payment_told_before_its_announcement_is_answered_is_found_by_its_number(town: Town, cast: Cast) -> None:
    """The attempt is on disk before WeChat hears of it, so even the earliest word finds it."""
    order = cast.cy_orders()
    town.sandbox.fault("pay.create", "early_notification")
    with pytest.raises(Refused, match="409"):
        cast.cy.wants_to_pay(order["no"])
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert cast.ada.purse == (REWARD, 0)


@pytest.mark.parametrize("probe", ["signtest", "unknown_serial"])
def test_a_probe_is_refused_and_the_real_notification_behind_it_counts(town: Town, cast: Cast, probe: str) -> None:
    town.sandbox.fault("notify.payment", probe)
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    cast.cy.sees(order["no"], "paid")
    until(lambda: len(statuses(town, number)) == 2)
    assert statuses(town, number) == [(probe, 401), ("regular", 204)]


@pytest.mark.parametrize("spoiled", ["wrong_signature", "unsigned", "stale"])
def test_a_notification_nobody_signed_rightly_pays_nothing_until_wechat_repeats_it(
    town: Town, cast: Cast, spoiled: str
) -> None:
    town.sandbox.fault("notify.payment", spoiled)
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    until(lambda: statuses(town, number))
    assert statuses(town, number) == [(spoiled, 401)]
    assert cast.cy.order(order["no"])["state"] == "pending_payment"
    town.sandbox.advance(15)
    assert statuses(town, number)[1:] == [("regular", 204)]
    assert cast.cy.order(order["no"])["state"] == "paid"


def test_a_lost_notification_is_made_good_by_the_return_page(town: Town, cast: Cast) -> None:
    town.sandbox.fault("notify.payment", "lost")
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    assert cast.cy.order(order["no"])["state"] == "pending_payment"
    assert cast.cy.get(f"/orders/{order['no']}/payment")["state"] == "paid"


def test_a_lost_notification_is_made_good_by_asking_when_nobody_comes_back(town: Town, cast: Cast) -> None:
    town.sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=False)
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    town.advance(60)
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert cast.ada.purse == (REWARD, 0)


@pytest.mark.parametrize("trouble", ["drop_answer", "error_after", "wrong_signature", "unsigned"])
def test_an_announcement_whose_answer_was_lost_is_repeated_under_the_same_number(
    town: Town, cast: Cast, trouble: str
) -> None:
    """WeChat did what was asked and we do not know it: trying again must not make a second payment."""
    order = cast.cy_orders()
    town.sandbox.fault("pay.create", trouble)
    with pytest.raises(Refused, match="wechat_trouble"):
        cast.cy.wants_to_pay(order["no"])
    payment = cast.cy.wants_to_pay(order["no"])
    numbers = [
        no
        for (no,) in town.rows(
            "SELECT out_trade_no FROM payment JOIN orders ON orders.id = order_id WHERE no = %s", order["no"]
        )
    ]
    assert numbers == [payment["out_trade_no"]]
    assert at_wechat(town, payment["out_trade_no"]) == ["NOTPAY"]
    cast.cy.confirms(cast.cy.opens_sheet(payment))
    cast.cy.sees(order["no"], "paid")


@pytest.mark.parametrize("trouble", ["wrong_signature", "drop_answer"])
def test_an_answer_we_cannot_believe_makes_no_order_paid(town: Town, cast: Cast, trouble: str) -> None:
    town.sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=False)
    order = cast.cy_orders()
    cast.cy.pays(order["no"])
    town.sandbox.fault("pay.query", trouble)
    with pytest.raises(Refused, match="wechat_trouble"):
        cast.cy.get(f"/orders/{order['no']}/payment")
    assert cast.cy.order(order["no"])["state"] == "pending_payment"
    assert cast.cy.get(f"/orders/{order['no']}/payment")["state"] == "paid"


def test_asking_to_pay_twice_opens_the_same_payment(cast: Cast) -> None:
    order = cast.cy_orders()
    assert cast.cy.wants_to_pay(order["no"])["out_trade_no"] == cast.cy.wants_to_pay(order["no"])["out_trade_no"]


def test_the_price_is_the_shops_word_whatever_a_phone_sends(town: Town, cast: Cast) -> None:
    """Neither the order nor the sheet has a field in which a price could be slipped in."""
    for forged in ({"total_fen": 1}, {"items": [{"sku_code": cast.tin, "quantity": 1, "unit_price_fen": 1}]}):
        with pytest.raises(Refused, match="422"):
            cast.cy.orders(cast.tin, **forged)
    with pytest.raises(Refused, match="422"):
        cast.cy.orders(cast.tin, quantity=-1)
    order = cast.cy_orders()
    payment = cast.cy.wants_to_pay(order["no"])
    assert cast.cy.opens_sheet(payment)["total"] == order["total_fen"] == 9_900
    cheaper = {**payment["sheet"], "package": "prepay_id=wx0000000000"}
    with pytest.raises(ControlRefused, match="签名"):
        cast.cy.opens_sheet({"sheet": cheaper})


@pytest.mark.parametrize("other", ["amount", "appid"])
def test_a_genuine_payment_with_other_figures_than_ours_pays_nothing(town: Town, cast: Cast, other: str) -> None:
    """Signed by WeChat itself, under the number of an order: one fen is still not ninety-nine yuan."""
    order = cast.cy_orders()
    town.sandbox.fault("pay.create", "error_before")
    with pytest.raises(Refused, match="wechat_trouble"):
        cast.cy.wants_to_pay(order["no"])
    ((number,),) = town.rows(
        "SELECT out_trade_no FROM payment JOIN orders ON orders.id = order_id WHERE no = %s", order["no"]
    )
    mini, h5 = town.sandbox.founding.mini_appid, town.sandbox.founding.h5_appid
    paid_elsewhere(town, cast, number, fen=1 if other == "amount" else 9_900, appid=h5 if other == "appid" else mini)
    until(lambda: statuses(town, number))
    assert cast.cy.order(order["no"])["state"] == "pending_payment"
    assert cast.ada.purse == (0, 0)
    assert town.rows("SELECT state FROM payment WHERE out_trade_no = %s", number) == [("quarantined",)]


def test_a_payment_we_do_not_know_is_asked_for_again(town: Town, cast: Cast) -> None:
    """WeChat's word may overtake our own commit, so it is not thanked for news we cannot place."""
    paid_elsewhere(town, cast, "P000000000UNKNOWN", fen=100, appid=town.sandbox.founding.mini_appid)
    until(lambda: statuses(town, "P000000000UNKNOWN"))
    town.sandbox.advance(15)
    answers = [status for _, status in statuses(town, "P000000000UNKNOWN")]
    assert len(answers) >= 2
    assert set(answers) == {500}


def paid_elsewhere(town: Town, cast: Cast, number: str, *, fen: int, appid: str) -> None:
    """Somebody with the merchant's keys makes a payment that the shop did not ask for, and Cy pays it at once."""
    town.sandbox.fault("pay.create", "early_notification")
    status, said = pay_client(town.sandbox).pay(
        description="茶",
        out_trade_no=number,
        amount={"total": fen, "currency": "CNY"},
        payer={"openid": cast.cy.known["openids"][appid]},
        notify_url=f"{town.origin}/wechat/pay/notify",
        appid=appid,
    )
    assert status == 200, said


def test_a_sheet_belongs_to_the_person_it_was_made_for(cast: Cast) -> None:
    order = cast.cy_orders()
    payment = cast.cy.wants_to_pay(order["no"])
    with pytest.raises(ControlRefused, match="下单账号与支付账号不一致"):
        cast.bo.opens_sheet(payment)
    with pytest.raises(Refused, match="404"):
        cast.bo.wants_to_pay(order["no"])
    cast.cy.confirms(cast.cy.opens_sheet(payment))
    cast.cy.sees(order["no"], "paid")


def test_nobody_pays_twice(cast: Cast) -> None:
    order = cast.cy_orders()
    payment = cast.cy.pays(order["no"])
    with pytest.raises(ControlRefused, match="已支付"):
        cast.cy.opens_sheet(payment)
    cast.cy.sees(order["no"], "paid")
    with pytest.raises(Refused, match="already_paid"):
        cast.cy.wants_to_pay(order["no"])
