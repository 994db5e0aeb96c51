"""kill -9 on the served shop: what was answered is kept, what was not is done once when it is asked again."""

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.stories.people import Cast, Json
from tests.stories.records import refunds, statuses
from tests.stories.town import Town, until

PHONES, ENOUGH = 4, 60


@pytest.fixture
def town(town: Town) -> Iterator[Town]:
    """Whatever was killed is running again for the next story."""
    yield town
    town.revive()


def insisting(town: Town, call: Callable[[], Json]) -> tuple[Json, int]:
    """What a phone does when the line breaks: the same again, until there is an answer; tells how often it broke."""
    for broken in range(10):
        try:
            return call(), broken
        except requests.ConnectionError:
            town.revive()
    raise AssertionError("no answer in ten tries")


def test_a_killed_web_server_loses_no_visit_it_answered(town: Town, cast: Cast) -> None:
    """Answered visits wait in the spool; the negative look: at the moment of death they were not in the database."""
    token = cast.ada.shares(cast.tea)["token"]
    answered: list[str] = []
    enough = threading.Event()

    def look(phone: int) -> None:
        while True:
            try:
                answered.append((cast.bo, cast.cy)[phone % 2].opens(token)["visit_id"])
            except requests.ConnectionError:
                return
            if len(answered) >= ENOUGH:
                enough.set()

    town.worker.kill()
    with ThreadPoolExecutor(PHONES) as phones:
        looking = [phones.submit(look, number) for number in range(PHONES)]
        assert enough.wait(60)
        town.web.kill()
        for each in looking:
            each.result()
    assert len(stored(town) & set(answered)) < len(answered)
    town.revive()
    town.job("ingest_visits", timestamp=0)
    until(lambda: set(answered) <= stored(town), what="for the spool to be taken in")
    assert len(answered) == len(set(answered)) >= ENOUGH


def stored(town: Town) -> set[str]:
    """The visits the database knows."""
    return {ref for (ref,) in town.rows("SELECT ref::text FROM visit")}


@pytest.mark.parametrize("moment", ["committing", "answering"])
def test_an_order_sent_again_after_the_shop_died_is_one_order(town: Town, cast: Cast, moment: str) -> None:
    """Before the commit nothing had happened; after it everything had: either way the same key gives one order."""
    key = uuid.uuid4().hex
    town.let_die(moment, "/api/v1/orders")
    order, broken = insisting(town, lambda: cast.cy.orders(cast.tin, key=key))
    assert broken >= 1
    assert [each["no"] for each in cast.cy.get("/orders")["items"]] == [order["no"]]
    assert town.scalar("SELECT reserved FROM sku WHERE code = %s", cast.tin) == 1


def test_a_notification_the_shop_died_with_is_told_again_and_counts_once(town: Town, cast: Cast) -> None:
    order = cast.cy_orders()
    payment = cast.cy.wants_to_pay(order["no"])
    sheet = cast.cy.opens_sheet(payment)
    town.let_die("answering", "/wechat/pay/notify")
    cast.cy.confirms(sheet)
    until(lambda: statuses(town, payment["out_trade_no"]))
    assert statuses(town, payment["out_trade_no"])[0] == ("regular", None)
    town.revive()
    town.sandbox.advance(60)
    heard = [status for _, status in statuses(town, payment["out_trade_no"])]
    assert (heard[-1], heard.count(204)) == (204, 1)
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert cast.ada.purse == (990, 0)


def waiting_faults(town: Town) -> list[Json]:
    """Bad weather that nobody has met yet."""
    faults: list[Json] = town.sandbox.ask("GET", "/control/faults").json()["faults"]
    return faults


def test_a_worker_killed_while_wechat_was_thinking_makes_one_refund(town: Town, cast: Cast) -> None:
    """Nobody knows whether WeChat heard the dead worker. A living one asks, and the number is the same."""
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    cast.cy.sees(order["no"], "paid")
    town.sandbox.fault("pay.refund", "latency", seconds=3)
    asked = cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    job = "SELECT status::text FROM procrastinate_jobs WHERE args ->> 'out_refund_no' = %s ORDER BY id LIMIT 1"
    until(lambda: town.scalar(job, asked["out_refund_no"]) == "doing" and not waiting_faults(town))
    town.worker.kill()
    town.worker.start()
    town.await_ready()
    assert town.scalar(job, asked["out_refund_no"]) == "doing"
    town.rows("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")
    town.job("retry_stalled", timestamp=0)
    cast.cy.sees(order["no"], "refunded")
    until(lambda: town.scalar(job, asked["out_refund_no"]) == "succeeded")
    assert refunds(town, number) == [("SUCCESS", 9_900)]
    assert cast.ada.purse == (0, 0)
