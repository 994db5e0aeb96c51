"""Reading notifications calls nobody, and tells an operator what only an operator can repair."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests
from flask import Config

from webapp.gateways.wechat import NoticeForged, NoticeMisplaced
from webapp.gateways.wechat.twin import NoticeWriter, Twin
from webapp.gateways.wechat.twin_keys import keys
from webapp.kernel import clock

PAID: dict[str, Any] = {
    "appid": "wx1",
    "mchid": keys().mchid,
    "out_trade_no": "P1234567",
    "trade_state": "SUCCESS",
    "transaction_id": "4200001",
    "success_time": "2026-06-01T12:00:00+08:00",
    "payer": {"openid": "o1"},
    "amount": {"total": 9_900, "payer_total": 8_900, "currency": "CNY"},
}
UNKNOWN_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"


@pytest.fixture
def writer() -> NoticeWriter:
    return NoticeWriter(keys())


def why(twin: Twin, headers: dict[str, str], body: bytes) -> object:
    """Why a notification was called forged."""
    with pytest.raises(NoticeForged) as raised:
        twin.pay.read_payment_notice(headers, body)
    return raised.value.evidence["reason"]


def test_what_the_person_owed_counts_not_what_a_coupon_left(twin: Twin, writer: NoticeWriter) -> None:
    assert twin.pay.read_payment_notice(*writer.notice("transaction", PAID)).status.amount_fen == 9_900


def test_an_unknown_serial_makes_us_call_nobody(twin: Twin, writer: NoticeWriter, calls_out: list[object]) -> None:
    headers, body = writer.notice("transaction", PAID)
    headers["Wechatpay-Serial"] = UNKNOWN_SERIAL
    assert why(twin, headers, body) == "serial"
    assert calls_out == []


def test_control_the_library_alone_would_call_out(writer: NoticeWriter, calls_out: list[object]) -> None:
    headers, body = writer.notice("transaction", PAID)
    headers["Wechatpay-Serial"] = UNKNOWN_SERIAL
    with pytest.raises(requests.ConnectionError):
        keys().merchant.client(origin="http://127.0.0.1:9").callback(headers, body)
    assert calls_out != []


def test_a_day_old_notice_is_stale(twin: Twin, writer: NoticeWriter) -> None:
    _, body = writer.notice("transaction", PAID)
    old, body = writer.signed(body, at=clock.now() - timedelta(days=1))
    assert why(twin, old, body) == "stale"


def test_control_the_library_alone_takes_a_notice_of_any_age(writer: NoticeWriter) -> None:
    _, body = writer.notice("transaction", PAID)
    old, body = writer.signed(body, at=clock.now() - timedelta(days=1))
    assert keys().merchant.client(origin="http://127.0.0.1:9").callback(old, body)


def test_wechats_probe_fails_like_any_forgery(twin: Twin, writer: NoticeWriter) -> None:
    headers, body = writer.notice("transaction", PAID)
    headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + headers["Wechatpay-Signature"]
    assert why(twin, headers, body) == "probe"


def test_a_wrong_apiv3_key_is_called_by_its_name(twin: Twin, caplog: pytest.LogCaptureFixture) -> None:
    stranger = NoticeWriter(replace(keys(), apiv3_key="x" * 32))
    assert why(twin, *stranger.notice("transaction", PAID)) == "sealed"
    assert "WECHAT_PAY_APIV3_KEY" in caplog.text


def test_a_forgery_is_not_mistaken_for_a_wrong_key(twin: Twin, writer: NoticeWriter) -> None:
    headers, body = writer.notice("transaction", PAID)
    assert why(twin, headers, body + b" ") == "signature"


def test_news_of_profit_sharing_is_no_payment_though_it_is_called_so(twin: Twin, writer: NoticeWriter) -> None:
    with pytest.raises(NoticeMisplaced):
        twin.pay.read_payment_notice(*writer.notice("profitsharing", PAID))


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": {"total": 99.0}},
        {"amount": {"total": "9900"}},
        {"amount": {"total": True}},
        {"out_trade_no": None},
        {"success_time": "2026-06-01T12:00:00"},
        {"success_time": "yesterday"},
        {"payer": {"openid": 7}},
    ],
)
def test_a_genuine_notice_in_an_unknown_shape_is_not_guessed_at(
    twin: Twin, writer: NoticeWriter, changed: dict[str, Any]
) -> None:
    with pytest.raises(NoticeMisplaced):
        twin.pay.read_payment_notice(*writer.notice("transaction", {**PAID, **changed}))


def test_a_refund_is_known_by_refund_status(twin: Twin, writer: NoticeWriter) -> None:
    told = {**PAID, "out_refund_no": "R1234567", "refund_id": "5", "refund_status": "ABNORMAL", "amount": {"refund": 7}}
    assert twin.pay.read_refund_notice(*writer.notice("refund", told)).status.status == "ABNORMAL"
    with pytest.raises(NoticeMisplaced):
        twin.pay.read_refund_notice(*writer.notice("refund", {**PAID, "status": "SUCCESS"}))


def test_production_cannot_be_told_to_run_on_the_twin(config: Config) -> None:
    """The twin is put in place by code alone: no setting names it."""
    assert not [name for name in vars(config["GUANXI"]) if "twin" in name]
