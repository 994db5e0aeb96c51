"""kill -9 at the worst moment: of a worker in the middle of a refund, of the shop between commit and answer."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from apiflask import APIFlask

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.db import db, execute, transaction
from webapp.kernel.jobs import drain, enqueue
from webapp.people import identity
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.queries import refunds_of

pytestmark = pytest.mark.race
ROOT = Path(__file__).parents[2]
PATIENCE = 60


@pytest.fixture
def dead_worker(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, tmp_path: Path
) -> tuple[str, str]:
    """A refund whose worker was killed in the middle; the order's number and the refund's."""
    no = buying.buy(fake_wechat, bo, tea)
    number = request_refund(no, by=f"person:{bo.id}")
    db.session.remove()
    command = [sys.executable, "-m", "tests.races.dying_worker", database_url, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "in the middle\n"
        worker.kill()
    assert scalar("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'start_refund'") == "doing"
    return no, number


def another_worker(database_url: str, *, silence_seconds: int) -> None:
    """The dead worker has been silent for so long; a living one comes by."""
    with transaction():
        execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => :silence)",
            silence=silence_seconds,
        )
        enqueue("retry_stalled", once="retry_stalled")
    db.session.remove()
    drain(database_url)


@pytest.mark.parametrize("noticed", [True, False], ids=["its silence is noticed", "before that nothing is done"])
def test_a_killed_workers_job_is_done_once(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, dead_worker: tuple[str, str], noticed: bool
) -> None:
    no, number = dead_worker
    another_worker(database_url, silence_seconds=31 if noticed else 0)
    assert fake_wechat.pay.waiting_refunds() == ([number] if noticed else [])
    expected = "processing" if noticed else "requested"
    assert [refund.state for refund in refunds_of(no)] == [expected]


def test_a_refund_wechat_already_took_is_not_made_twice(
    app: APIFlask, database_url: str, fake_wechat: FakeWechat, dead_worker: tuple[str, str]
) -> None:
    """The worker may die after WeChat heard it: the next one asks under the same number."""
    from webapp.gateways.wechat import RefundRequest

    no, number = dead_worker
    paid = str(scalar("SELECT out_trade_no FROM payment"))
    db.session.remove()
    heard = RefundRequest(
        out_refund_no=number, out_trade_no=paid, amount_fen=9_900, total_fen=9_900, reason="买家申请退款"
    )
    fake_wechat.pay.refund(heard)
    another_worker(database_url, silence_seconds=31)
    assert fake_wechat.pay.waiting_refunds() == [number]
    assert refunds_of(no)[0].state == "processing"


@pytest.fixture
def served(app: APIFlask, database_url: str, tmp_path: Path) -> Iterator[str]:
    """The dying shop behind granian; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DYING_SHOP_DATABASE": database_url, "DYING_SHOP_FOLDER": str(tmp_path)}
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "2"]
    quiet = ["--respawn-failed-workers", "--no-ws", "--log-level", "error"]
    with subprocess.Popen(
        [*granian, *quiet, "tests.races.dying_shop:app"], cwd=ROOT, env=environment, start_new_session=True
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _until_up(address, server)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def _until_up(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            requests.get(f"{address}/api/v1/products", timeout=2)
        except requests.RequestException:
            breath()
        else:
            return
    raise AssertionError("the shop did not come up")


def breath() -> None:
    """Between two looks at another process."""
    threading.Event().wait(0.1)


@pytest.mark.parametrize("same_key", [True, False], ids=["the same key: one order", "another key: two orders"])
def test_an_order_whose_answer_was_lost_is_found_again(
    bo: Somebody, tea: ListedProduct, served: str, same_key: bool
) -> None:
    with transaction():
        token = identity.open_session(bo.id, "session key")
    wish = {
        "items": [{"sku_code": tea.sku_code, "quantity": 1}],
        "address": {"recipient": "王博", "phone": "13800138000", "region": "浙江省 杭州市", "detail": "龙井路 1 号"},
    }

    def place(key: str) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        return requests.post(f"{served}/api/v1/orders", json=wish, headers=headers, timeout=PATIENCE)

    with pytest.raises(requests.ConnectionError):
        place("key-1")
    committed = scalar("SELECT no FROM orders")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = place("key-1" if same_key else "key-2")
            break
        except requests.ConnectionError:
            assert time.monotonic() < deadline
            breath()
    assert answer.status_code == 201
    assert (answer.json()["no"] == committed) is same_key
    assert scalar("SELECT count(*) FROM orders") == (1 if same_key else 2)
