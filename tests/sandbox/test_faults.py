"""Faults: what was done although the answer was bad, and what was not."""

import json
import time

import pytest
import requests

from tests.sandbox.merchant import Merchant, number
from tests.sandbox.serving import ControlRefused, SandboxServer


def exists(merchant: Merchant, out_trade_no: str) -> bool:
    return merchant.client.query(out_trade_no=out_trade_no)[0] == 200


@pytest.fixture
def bo(merchant: Merchant) -> dict:
    return merchant.sandbox.person("Bo")


def test_an_error_after_the_action_leaves_the_order_made(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("pay.create", "error_after")
    out_trade_no = number()
    status, body = merchant.order(bo, out_trade_no=out_trade_no)
    assert (status, body["code"]) == (500, "SYSTEM_ERROR")
    assert exists(merchant, out_trade_no)


def test_an_error_before_the_action_leaves_nothing(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("pay.create", "error_before")
    out_trade_no = number()
    assert merchant.order(bo, out_trade_no=out_trade_no)[0] == 500
    assert not exists(merchant, out_trade_no)


def test_a_dropped_answer_leaves_the_order_made(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("pay.create", "drop_answer")
    out_trade_no = number()
    with pytest.raises(requests.ConnectionError):
        merchant.order(bo, out_trade_no=out_trade_no)
    assert exists(merchant, out_trade_no)


@pytest.mark.parametrize("kind", ["wrong_signature", "unsigned"])
def test_an_answer_that_does_not_verify_leaves_the_order_made(merchant: Merchant, bo: dict, kind: str) -> None:
    merchant.sandbox.fault("pay.create", kind)
    out_trade_no = number()
    with pytest.raises(Exception, match=r"failed to verify|does not support this algorithm"):
        merchant.order(bo, out_trade_no=out_trade_no)
    assert exists(merchant, out_trade_no)


def test_too_many_requests_are_429(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("pay.create", "pay_error", code="FREQUENCY_LIMITED", times=2)
    assert [merchant.order(bo)[0] for _ in range(3)] == [429, 429, 200]


def test_a_slow_answer_is_slow_once(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("pay.create", "latency", seconds=0.4)
    started = time.monotonic()
    merchant.order(bo)
    assert time.monotonic() - started >= 0.4


def test_a_slow_endpoint_holds_up_nobody_else(merchant: Merchant, bo: dict) -> None:
    merchant.sandbox.fault("login.jscode2session", "latency", seconds=30)
    with pytest.raises(requests.ReadTimeout), requests.Session() as wire:
        wire.trust_env = False
        wire.get(merchant.sandbox.origin + "/sns/jscode2session", timeout=0.2)
    assert merchant.order(bo)[0] == 200


def test_faults_are_listed_counted_down_and_cleared(sandbox: SandboxServer) -> None:
    sandbox.fault("pay.create", "latency", seconds=0, times=3)
    sandbox.fault("ticket", "errcode", code=40001, times=None)
    shown = sandbox.ask("GET", "/control/faults").json()
    assert [(one["endpoint"], one["kind"], one["times"]) for one in shown["faults"]] == [
        ("pay.create", "latency", 3),
        ("ticket", "errcode", None),
    ]
    sandbox.control("DELETE", f"/faults/{shown['faults'][0]['id']}")
    sandbox.control("DELETE", "/faults")
    assert sandbox.ask("GET", "/control/faults").json()["faults"] == []


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [("nowhere", "latency"), ("pay.create", "plague"), ("pay.create", "errcode"), ("ticket", "unsigned")],
)
def test_a_fault_that_cannot_happen_is_refused(sandbox: SandboxServer, endpoint: str, kind: str) -> None:
    with pytest.raises(ControlRefused) as refused:
        sandbox.fault(endpoint, kind)
    assert refused.value.status == 409


def test_an_answer_with_a_fault_still_says_whose_it_is(sandbox: SandboxServer) -> None:
    sandbox.fault("login.jscode2session", "error_before")
    answer = sandbox.ask("GET", "/sns/jscode2session")
    assert (answer.headers["X-WeChat-Sandbox"], json.loads(answer.text)["errcode"]) == ("1", -1)
