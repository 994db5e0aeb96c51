"""The pieces of work under measurement, as phones and WeChat cause them, through HTTP."""

import contextlib
import json
import secrets
import threading
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.bench.clients import Client, act
from tests.bench.place import BUYERS, Place
from tests.bench.stock import OFFERS
from webapp.gateways.wechat.fake_keys import MINI_APPID, rfc3339
from webapp.kernel import clock
from webapp.kernel.db import row
from webapp.referral.visits.flows.ingest_visits import ingest_visits

# What WeChat's browser on a phone sends; every open is of somebody new, which is the dearest case.
PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
SEEN = {**PHONE, "Sec-Fetch-Site": "same-origin"}
ADDRESS = {"recipient": "王芳", "phone": "13800001234", "region": "浙江省 杭州市", "detail": "文三路 188 号"}
DRAIN_SECONDS = 20
KILL_AFTER_SECONDS = 0.5
MORE_THAN_POSSIBLE = 1_000_000


class Work:
    """Does pieces of work, and remembers every visit the shop has answered."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._page = f"/s/{place.scenery.offers[0].token}"
        self._lock = threading.Lock()
        self._answered: list[int] = []

    def bare_pages(self, times: int) -> None:
        """Bare Flask's page."""
        act(self._place.bare.port, times, lambda client, _: client.ask("GET", "/", headers=PHONE))

    def pages(self, times: int) -> None:
        """The share page as somebody who taps a link gets it."""
        act(self._place.shop.port, times, lambda client, _: client.ask("GET", self._page, headers=PHONE))

    def opens(self, times: int) -> None:
        """The page and the visit it reports, until the database has all of them."""
        act(self._place.shop.port, times, self._open)
        self._await_empty_spool()

    def orders(self, times: int) -> None:
        """An order, its payment sheet and WeChat's signed notification that it was paid."""
        act(self._place.shop.port, times, self._order)

    def simple_updates(self, times: int) -> None:
        """pgbench's transactions."""
        self._place.pgbench.simple_updates(times)

    def _open(self, client: Client, _: int) -> None:
        client.ask("GET", self._page, headers=PHONE)
        self._visit(client)

    def _visit(self, client: Client) -> None:
        """Report a visit and remember its number."""
        answer = json.loads(client.ask("POST", f"{self._page}/visits", body={}, headers=SEEN))
        with self._lock:
            self._answered.append(int(answer["visit_id"]))

    def opens_until_killed(self) -> None:
        """People go on opening the page while the shop is killed under them; then the spool it left is taken in."""
        killer = threading.Timer(KILL_AFTER_SECONDS, self._place.shop.kill)
        killer.start()
        with contextlib.suppress(OSError, HTTPException):
            act(self._place.shop.port, MORE_THAN_POSSIBLE, self._open)
        killer.join()
        with self._place.app.app_context():
            ingest_visits()

    @property
    def answered(self) -> int:
        """How many visits the shop has answered so far."""
        return len(self._answered)

    def missing_visits(self) -> int:
        """How many visits were answered and are not in the database."""
        with self._place.app.app_context():
            found = row(
                dict, "SELECT count(*) AS n FROM visit WHERE ref = ANY(CAST(:refs AS bigint[]))", refs=self._answered
            )
        return len(self._answered) - int(found["n"] if found else 0)

    def _await_empty_spool(self) -> None:
        """The process takes the spool in by itself; looking at the folder costs the servers nothing."""
        spool = self._place.data / "spool"
        deadline = time.monotonic() + DRAIN_SECONDS
        while _waiting_bytes(spool):
            if time.monotonic() > deadline:
                raise RuntimeError("visits stay in the spool")
            time.sleep(0.02)

    def _order(self, client: Client, number: int) -> None:
        buyer = number % BUYERS
        offer = self._place.scenery.offers[number % OFFERS]
        bearer = {"Authorization": f"Bearer {self._place.scenery.sessions[buyer]}"}
        wish = {
            "token": offer.token,
            "items": [{"sku_code": offer.shelf.sku_code, "quantity": 1}],
            "address": ADDRESS,
        }
        key = {"Idempotency-Key": secrets.token_hex(16)}
        placed = json.loads(client.ask("POST", "/api/v1/orders", body=wish, headers={**bearer, **key}))
        sheet = json.loads(client.ask("POST", f"/api/v1/orders/{placed['no']}/payment", body={}, headers=bearer))
        headers, body = self._place.writer.notice(
            "transaction", self._paid(sheet["out_trade_no"], buyer, offer.shelf.price_fen)
        )
        client.ask("POST", "/wechat/pay/notify", body=body, headers=headers)

    def _paid(self, out_trade_no: str, buyer: int, price: int) -> dict[str, Any]:
        """What WeChat says of a paid order; the price in fen."""
        return {
            "transaction_id": f"42{secrets.randbelow(10**26):026d}",
            "out_trade_no": out_trade_no,
            "appid": MINI_APPID,
            "mchid": self._place.keys.mchid,
            "trade_type": "JSAPI",
            "trade_state": "SUCCESS",
            "success_time": rfc3339(clock.now()),
            "payer": {"openid": f"mini-buyer{buyer}"},
            "amount": {"total": price, "payer_total": price, "currency": "CNY", "payer_currency": "CNY"},
        }


def _waiting_bytes(folder: Path) -> int:
    """How much of the spool has not reached the database yet."""
    waiting = 0
    for file in folder.glob("visits*"):
        with contextlib.suppress(FileNotFoundError):  # it has just been taken in
            waiting += file.stat().st_size
    return waiting
