"""The virtual clock: moved by hand, kept over a restart, and followed by the shop when it can."""

import json
import time
from pathlib import Path

import pytest

from tests.sandbox.merchant import Listener, Merchant, eventually, pay_client
from tests.sandbox.serving import ControlRefused, SandboxServer

pytestmark = pytest.mark.programs


def ahead(sandbox: SandboxServer) -> float:
    return sandbox.ask("GET", "/control/clock").json()["now"] - time.time()


def test_a_day_passes_in_one_call(sandbox: SandboxServer) -> None:
    before = ahead(sandbox)
    assert sandbox.advance(86400)["advanced_seconds"] == 86400
    assert abs(ahead(sandbox) - before - 86400) < 5


def test_time_survives_a_restart(tmp_path: Path) -> None:
    with SandboxServer(tmp_path) as sandbox:
        sandbox.advance(3600)
        origin_before = sandbox.shop_settings()["WECHAT_PAY_MCHID"]
    with SandboxServer(tmp_path) as again:
        assert 3590 < ahead(again) < 3660
        assert again.shop_settings()["WECHAT_PAY_MCHID"] == origin_before


def test_the_shop_comes_along_and_is_spoken_to_in_its_own_time(tmp_path: Path, listener: Listener) -> None:
    with SandboxServer(tmp_path, shop_origin=listener.origin, shop_clock_secret="let-me") as sandbox:
        assert sandbox.advance(86400)["shop"] == ["the shop's clock moved too"]
        asked = listener.told[0]
        assert asked.headers["X-Development-Secret"] == "let-me"
        assert json.loads(asked.body) == {"advance_seconds": 86400}
        merchant = Merchant(sandbox, pay_client(sandbox), listener)
        merchant.sold(sandbox.person("Bo"))
        told = eventually(lambda: listener.told[1:])[0]
        assert 86300 < int(told.headers["Wechatpay-Timestamp"]) - time.time() < 86500


def test_a_shop_without_that_door_stays_where_it_is(tmp_path: Path, listener: Listener) -> None:
    listener.answers[:] = [404]
    with SandboxServer(tmp_path, shop_origin=listener.origin, shop_clock_secret="let-me") as sandbox:
        assert sandbox.advance(60)["shop"] == ["the shop answered 404 and stayed where it was"]
        assert sandbox.ask("GET", "/control/clock").json()["shop_offset_seconds"] == 0


def test_nobody_is_asked_without_a_secret(sandbox: SandboxServer) -> None:
    assert sandbox.advance(1)["shop"] == []


def test_a_story_can_begin_in_the_past_but_only_before_it_has_begun(tmp_path: Path, listener: Listener) -> None:
    with SandboxServer(tmp_path) as sandbox:
        sandbox.control("POST", "/clock/past", seconds=60 * 86400)
        assert -60 * 86400 - 5 < ahead(sandbox) < -60 * 86400 + 60
        merchant = Merchant(sandbox, pay_client(sandbox), listener)
        assert merchant.sold(sandbox.person("Bo"))["paid_at"] < time.time() - 59 * 86400
        with pytest.raises(ControlRefused, match="不能倒流"):
            sandbox.control("POST", "/clock/past", seconds=1)


def test_a_merchant_who_is_not_to_be_told_is_not_told(tmp_path: Path, listener: Listener) -> None:
    with SandboxServer(tmp_path) as sandbox:
        sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=False)
        merchant = Merchant(sandbox, pay_client(sandbox), listener)
        paid = merchant.sold(sandbox.person("Bo"))
        sandbox.advance(60)
        assert [one["state"] for one in sandbox.notifications(paid["out_trade_no"])] in ([], ["lost"])
        assert listener.told == []


def test_everything_is_forgotten_but_the_accounts(tmp_path: Path, listener: Listener) -> None:
    with SandboxServer(tmp_path) as sandbox:
        merchant, known = Merchant(sandbox, pay_client(sandbox), listener), sandbox.shop_settings()
        bo = sandbox.person("Bo")
        group = sandbox.control("POST", "/groups", title="茶友", members=[bo["id"]])
        sandbox.control("POST", f"/chats/{group['id']}/messages", from_person=bo["id"], text="你好")
        eventually(lambda: merchant.refund(merchant.sold(bo))[0] == 200)
        sandbox.advance(86400)
        sandbox.control("POST", "/reset")
        assert sandbox.control("GET", "/people")["people"] == sandbox.control("GET", "/payments")["payments"] == []
        assert abs(ahead(sandbox)) < 5
        assert sandbox.shop_settings() == known
        merchant.sold(sandbox.person("Bo"))
