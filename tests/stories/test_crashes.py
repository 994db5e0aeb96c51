"""kill -9 on the served shop: what was answered is kept, what was not is done once when it is asked again."""

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.stories.people import Cast, Json
from tests.stories.records import refunds, statuses
from tests.stories.served_system import ServedSystem, until

PHONES, ENOUGH = 4, 60


@pytest.fixture
def system(system: ServedSystem) -> Iterator[ServedSystem]:
    """Whatever was killed is running again for the next story."""
    yield system
    system.revive()


def insisting(system: ServedSystem, call: Callable[[], Json]) -> tuple[Json, int]:
    """What a phone does when the line breaks: the same again, until there is an answer; tells how often it broke."""
    for broken in range(10):
        try:
            return call(), broken
        except requests.ConnectionError:
            system.revive()
    raise AssertionError("no answer in ten tries")


def test_a_killed_web_server_loses_no_visit_it_answered(system: ServedSystem, cast: Cast) -> None:
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

    system.worker.kill()
    with ThreadPoolExecutor(PHONES) as phones:
        looking = [phones.submit(look, number) for number in range(PHONES)]
        assert enough.wait(60)
        system.web.kill()
        for each in looking:
            each.result()
    assert len(stored(system) & set(answered)) < len(answered)
    system.revive()
    system.job("ingest_visits", timestamp=0)
    until(lambda: set(answered) <= stored(system), what="for the spool to be taken in")
    assert len(answered) == len(set(answered)) >= ENOUGH


def stored(system: ServedSystem) -> set[str]:
    """The visits the database knows."""
    return {ref for (ref,) in system.rows("SELECT ref::text FROM visit")}


@pytest.mark.parametrize("moment", ["committing", "answering"])
def test_an_order_sent_again_after_the_shop_died_is_one_order(system: ServedSystem, cast: Cast, moment: str) -> None:
    """Before the commit nothing had happened; after it everything had: either way the same key gives one order."""
    key = uuid.uuid4().hex
    system.let_die(moment, "/api/v1/orders")
    order, broken = insisting(system, lambda: cast.cy.orders(cast.tin, key=key))
    assert broken >= 1
    assert [each["no"] for each in cast.cy.get("/orders")["items"]] == [order["no"]]
    assert system.scalar("SELECT reserved FROM sku WHERE code = %s", cast.tin) == 1


def test_a_notification_the_shop_died_with_is_told_again_and_counts_once(system: ServedSystem, cast: Cast) -> None:
    order = cast.cy_orders()
    payment = cast.cy.wants_to_pay(order["no"])
    sheet = cast.cy.opens_sheet(payment)
    system.let_die("answering", "/wechat/pay/notify")
    cast.cy.confirms(sheet)
    until(lambda: statuses(system, payment["out_trade_no"]))
    assert statuses(system, payment["out_trade_no"])[0] == ("regular", None)
    system.revive()
    system.sandbox.advance(60)
    heard = [status for _, status in statuses(system, payment["out_trade_no"])]
    assert (heard[-1], heard.count(204)) == (204, 1)
    assert cast.cy.order(order["no"])["state"] == "paid"
    assert cast.ada.purse == (990, 0)


def waiting_faults(system: ServedSystem) -> list[Json]:
    """A failure that nobody has met yet."""
    faults: list[Json] = system.sandbox.ask("GET", "/control/faults").json()["faults"]
    return faults


def test_a_worker_killed_while_wechat_was_thinking_makes_one_refund(system: ServedSystem, cast: Cast) -> None:
    """Nobody knows whether WeChat heard the dead worker. A living one asks, and the number is the same."""
    order = cast.cy_orders()
    number = cast.cy.pays(order["no"])["out_trade_no"]
    cast.cy.sees(order["no"], "paid")
    system.sandbox.fault("pay.refund", "latency", seconds=3)
    asked = cast.cy.ask("POST", f"/orders/{order['no']}/refunds")
    job = "SELECT status::text FROM procrastinate_jobs WHERE args ->> 'out_refund_no' = %s ORDER BY id LIMIT 1"
    until(lambda: system.scalar(job, asked["out_refund_no"]) == "doing" and not waiting_faults(system))
    system.worker.kill()
    system.worker.start()
    system.await_ready()
    assert system.scalar(job, asked["out_refund_no"]) == "doing"
    system.rows("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")
    system.job("retry_stalled", timestamp=0)
    cast.cy.sees(order["no"], "refunded")
    until(lambda: system.scalar(job, asked["out_refund_no"]) == "succeeded")
    assert refunds(system, number) == [("SUCCESS", 9_900)]
    assert cast.ada.purse == (0, 0)
