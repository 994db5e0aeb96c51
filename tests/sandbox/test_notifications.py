"""Notifications: signed, sealed, repeated for a day, and every way they go wrong."""

import time
from itertools import pairwise

import pytest

from tests.sandbox.merchant import Listener, Merchant, eventually, pay_client
from tests.sandbox.serving import SandboxServer

pytestmark = pytest.mark.programs

SCHEDULE = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600]


def delivered(merchant: Merchant, about: str) -> dict:
    return eventually(
        lambda: next((one for one in merchant.sandbox.notifications(about) if one["state"] == "delivered"), None)
    )


def tried(merchant: Merchant, about: str, times: int = 1) -> dict:
    return eventually(
        lambda: next(
            (
                one
                for one in merchant.sandbox.notifications(about)
                if one["tries"] >= times and one["state"] != "sending"
            ),
            None,
        )
    )


def test_a_payment_is_told_and_the_library_opens_it(merchant: Merchant) -> None:
    bo = merchant.sandbox.person("Bo")
    paid = merchant.sold(bo, total=1990)
    delivered(merchant, paid["out_trade_no"])
    told = merchant.listener.told[0]
    opened = merchant.opened(told)
    assert opened["event_type"] == "TRANSACTION.SUCCESS"
    resource = opened["resource"]
    assert (resource["out_trade_no"], resource["amount"]["total"]) == (paid["out_trade_no"], 1990)
    assert (resource["mchid"], resource["trade_state"]) == (merchant.sandbox.accounts.mchid, "SUCCESS")
    assert told.headers["User-Agent"] == "Mozilla/4.0"
    assert abs(int(told.headers["Wechatpay-Timestamp"]) - time.time()) < 60


def test_a_merchant_who_never_answers_is_told_sixteen_times_within_a_day(merchant: Merchant) -> None:
    merchant.listener.answers[:] = [500] * 16
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    tried(merchant, paid["out_trade_no"])
    merchant.sandbox.advance(sum(SCHEDULE) + 60)
    told = merchant.sandbox.notifications(paid["out_trade_no"])[0]
    moments = [attempt["at"] for attempt in told["attempts"]]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert told["state"] == "given_up"
    assert len(moments) == len(merchant.listener.told) == 16
    assert gaps == pytest.approx(SCHEDULE, abs=3)


def test_nothing_is_repeated_before_its_time(merchant: Merchant) -> None:
    merchant.listener.answers[:] = [500, 500]
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    tried(merchant, paid["out_trade_no"])
    merchant.sandbox.advance(5)
    assert len(merchant.sandbox.notifications(paid["out_trade_no"])[0]["attempts"]) == 1
    merchant.sandbox.advance(15)
    assert len(merchant.sandbox.notifications(paid["out_trade_no"])[0]["attempts"]) == 2


@pytest.mark.parametrize("status", [302, 401, 404, 500, 503])
def test_only_200_and_204_count_as_received(merchant: Merchant, status: int) -> None:
    merchant.listener.answers[:] = [status, 204]
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    assert tried(merchant, paid["out_trade_no"])["state"] == "waiting"
    merchant.sandbox.advance(16)
    assert delivered(merchant, paid["out_trade_no"])["tries"] == 2


def test_a_shop_that_is_down_is_told_when_it_is_back(sandbox: SandboxServer) -> None:
    with Listener() as gone:
        pass
    merchant = Merchant(sandbox, pay_client(sandbox), gone)
    paid = merchant.sold(sandbox.person("Bo"))
    assert tried(merchant, paid["out_trade_no"])["attempts"][0]["status"] is None


def test_a_shop_has_five_seconds_to_answer(merchant: Merchant) -> None:
    merchant.listener.answers[:] = [0]
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    attempt = tried(merchant, paid["out_trade_no"])["attempts"][0]
    assert attempt["outcome"] == "no answer within 5 s"
    assert 5 <= attempt["seconds"] < 7


def test_a_probe_comes_first_and_does_not_verify(merchant: Merchant) -> None:
    merchant.sandbox.fault("notify.payment", "signtest")
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    attempts = delivered(merchant, paid["out_trade_no"])["attempts"]
    probe, real = merchant.listener.told
    assert [attempt["kind"] for attempt in attempts] == ["signtest", "regular"]
    assert probe.headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
    assert merchant.opened(probe) is None
    assert merchant.opened(real)["resource"]["out_trade_no"] == paid["out_trade_no"]


def test_a_forged_notification_does_not_verify_and_a_real_one_follows(merchant: Merchant) -> None:
    merchant.sandbox.fault("notify.payment", "wrong_signature")
    merchant.listener.answers[:] = [401]
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    tried(merchant, paid["out_trade_no"])
    merchant.sandbox.advance(16)
    delivered(merchant, paid["out_trade_no"])
    forged, real = merchant.listener.told
    assert merchant.opened(forged) is None
    assert merchant.opened(real) is not None


def test_a_stale_notification_is_a_day_old(merchant: Merchant) -> None:
    merchant.sandbox.fault("notify.payment", "stale")
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    delivered(merchant, paid["out_trade_no"])
    assert time.time() - int(merchant.listener.told[0].headers["Wechatpay-Timestamp"]) > 86000


def test_sixteen_copies_arrive_in_parallel_under_one_id(merchant: Merchant) -> None:
    merchant.sandbox.fault("notify.payment", "duplicate", copies=16)
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    delivered(merchant, paid["out_trade_no"])
    ids = {merchant.opened(told)["id"] for told in merchant.listener.told}
    assert (len(merchant.listener.told), len(ids)) == (16, 1)


def test_a_lost_notification_is_never_sent(merchant: Merchant) -> None:
    merchant.sandbox.fault("notify.payment", "lost")
    paid = merchant.sold(merchant.sandbox.person("Bo"))
    tried(merchant, paid["out_trade_no"])
    merchant.sandbox.advance(90000)
    assert merchant.sandbox.notifications(paid["out_trade_no"])[0]["state"] == "lost"
    assert merchant.listener.told == []


def test_the_notification_can_arrive_before_the_phone_says_paid(merchant: Merchant) -> None:
    merchant.sandbox.fault("payment", "early_notification")
    merchant.sold(merchant.sandbox.person("Bo"))
    assert len(merchant.listener.told) == 1


def test_the_notification_can_arrive_before_the_order_is_answered(merchant: Merchant) -> None:
    merchant.sandbox.fault("pay.create", "early_notification")
    status, _ = merchant.order(merchant.sandbox.person("Bo"))
    assert (status, len(merchant.listener.told)) == (200, 1)


def test_what_a_killed_sandbox_had_not_delivered_is_delivered_after_its_start(tmp_path, listener: Listener) -> None:
    sandbox = SandboxServer(tmp_path).start()
    merchant = Merchant(sandbox, pay_client(sandbox), listener)
    listener.answers[:] = [500]
    paid = merchant.sold(sandbox.person("Bo"))
    tried(merchant, paid["out_trade_no"])
    sandbox.kill()
    with SandboxServer(tmp_path) as again:
        again.advance(16)
        assert again.notifications(paid["out_trade_no"])[0]["state"] == "delivered"
