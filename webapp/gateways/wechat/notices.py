"""Reading what WeChat Pay sends us. The library verifies the signature and decrypts; what it leaves out is done first:

- all five headers must be there (the library raises on a missing type, and reads absent ones as empty);
- the serial must be ours: for an unknown one the library goes to fetch certificates, so anybody could make us call;
- the timestamp must lie within 300 s of the shop's clock: the library accepts a notification of any age;
- WeChat's own probes (`WECHATPAY/SIGNTEST/…`) must fail like any forgery; WeChat then sends the real thing.

A repeated notification is not refused here: its id is remembered by the flow, which answers it as done.

The clock: the shop's clock may be moved ahead in development. The sandbox dates signatures by the time the shop has
confirmed to have, so a moved shop reads them as fresh.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wechatpayv3.utils import rsa_verify

from webapp.gateways.wechat.protocols import (
    NoticeForged,
    NoticeMisplaced,
    PaymentNotice,
    PaymentStatus,
    RefundNotice,
    RefundStatus,
)
from webapp.kernel import clock

log = logging.getLogger(__name__)

FRESH_SECONDS = 300
PROBE = "WECHATPAY/SIGNTEST/"
SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048"
HEADERS = tuple(f"Wechatpay-{part}" for part in ("Signature", "Timestamp", "Nonce", "Serial", "Signature-Type"))


class NoticeReader:
    """Opens notifications with the keys of one client of wechatpayv3; the gateway and its fake read with this."""

    def __init__(self, client: Any, *, serial: str) -> None:
        self._client = client
        self._serial = serial

    def payment(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        """A payment notification, verified and opened."""
        notice_id, resource = self._open(headers, body, about="transaction")
        try:
            return PaymentNotice(notice_id=notice_id, status=payment_status(resource))
        except (KeyError, TypeError, ValueError) as exc:
            raise NoticeMisplaced from exc

    def refund(self, headers: Mapping[str, str], body: bytes) -> RefundNotice:
        """A refund notification, verified and opened; it says `refund_status` where answers say `status`."""
        notice_id, resource = self._open(headers, body, about="refund")
        try:
            status = refund_status({**resource, "status": resource["refund_status"]})
            return RefundNotice(notice_id=notice_id, out_trade_no=resource["out_trade_no"], status=status)
        except (KeyError, TypeError, ValueError) as exc:
            raise NoticeMisplaced from exc

    def _open(self, headers: Mapping[str, str], body: bytes, *, about: str) -> tuple[str, dict[str, Any]]:
        seal = self._seal(headers)
        try:
            opened = self._client.callback(seal, body)
        except Exception as exc:
            # The library raises bare Exceptions, ValueErrors and TypeErrors for what is merely not WeChat's.
            raise NoticeForged(reason=type(exc).__name__) from None
        if not opened:
            raise NoticeForged(reason=self._why_closed(seal, body))
        # The library has replaced the envelope's `resource` by what was in it; the kind stands in the signed envelope.
        # event_type does not tell: profit sharing uses the payment's.
        kind = json.loads(body)["resource"].get("original_type")
        resource, notice_id = opened["resource"], opened.get("id")
        if kind != about or not isinstance(resource, dict) or not isinstance(notice_id, str):
            raise NoticeMisplaced(kind=kind)
        return notice_id, resource

    def _seal(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The five headers, looked at before anything is computed."""
        given = {name.lower(): value for name, value in headers.items()}
        seal = {name: given.get(name.lower(), "") for name in HEADERS}
        if not all(seal.values()) or seal["Wechatpay-Signature-Type"] != SIGNATURE_TYPE:
            raise NoticeForged(reason="headers")
        if seal["Wechatpay-Serial"] != self._serial:
            raise NoticeForged(reason="serial")
        if seal["Wechatpay-Signature"].startswith(PROBE):
            raise NoticeForged(reason="probe")
        sent = seal["Wechatpay-Timestamp"]
        if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
            raise NoticeForged(reason="timestamp")
        if abs(clock.now().timestamp() - int(sent)) > FRESH_SECONDS:
            raise NoticeForged(reason="stale")
        return seal

    def _why_closed(self, seal: Mapping[str, str], body: bytes) -> str:
        """Tell a wrong APIv3 key, which an operator must repair, from a signature that is not WeChat's."""
        parts = (seal[f"Wechatpay-{part}"] for part in ("Timestamp", "Nonce"))
        known = self._client._core._public_key
        if not rsa_verify(*parts, body.decode(), seal["Wechatpay-Signature"], known):
            return "signature"
        log.error("WeChat Pay's notification is genuine but does not open: is WECHAT_PAY_APIV3_KEY the merchant's?")
        return "sealed"


def payment_status(transaction: Mapping[str, Any]) -> PaymentStatus:
    """A transaction object of a query or notification. `total` counts, not `payer_total`, which coupons lower."""
    amount = transaction.get("amount") or {"total": 0}  # unpaid ones may come without; a paid one then fails to match
    return PaymentStatus(
        out_trade_no=_text(transaction["out_trade_no"]),
        trade_state=_text(transaction["trade_state"]),
        appid=_text(transaction["appid"]),
        mchid=_text(transaction["mchid"]),
        openid=_text((transaction.get("payer") or {}).get("openid", "")),
        transaction_id=_text(transaction.get("transaction_id", "")),
        amount_fen=_fen(amount["total"]),
        currency=_text(amount.get("currency", "CNY")),
        success_at=_moment(transaction.get("success_time")),
    )


def refund_status(refund: Mapping[str, Any]) -> RefundStatus:
    """A refund object as answers carry it."""
    return RefundStatus(
        out_refund_no=_text(refund["out_refund_no"]),
        status=_text(refund["status"]),
        refund_id=_text(refund.get("refund_id", "")),
        amount_fen=_fen(refund["amount"]["refund"]),
        success_at=_moment(refund.get("success_time")),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _fen(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("an amount is whole fen")
    return value


def _moment(value: Any) -> datetime | None:
    if not value:
        return None
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment.astimezone(UTC)
