"""The fake's WeChat Pay, with the rules a merchant must not break."""

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from webapp.gateways.wechat.fake_keys import FakeKeys, rfc3339
from webapp.gateways.wechat.fault_injection import FaultInjection
from webapp.gateways.wechat.merchant import payment_params
from webapp.gateways.wechat.notices import NoticeReader, payment_status, refund_status
from webapp.gateways.wechat.protocols import (
    NumberUsed,
    PaymentNotice,
    PaymentStatus,
    PrepayRequest,
    RefundNotice,
    RefundRequest,
    RefundStatus,
    WechatTrouble,
)
from webapp.gateways.wechat.request_checks import check_trade_number
from webapp.kernel import clock

PREPAY_LIFE = timedelta(hours=2)
REFUNDABLE = timedelta(days=365)
BETWEEN_REFUNDS = timedelta(minutes=1)
MOST_REFUNDS = 50


class CannotPay(Exception):
    """What the payment sheet says to a person."""


@dataclass
class _Payment:
    request: PrepayRequest
    state: str = "NOTPAY"
    transaction_id: str = ""
    paid_at: datetime | None = None
    prepaid_at: datetime = field(default_factory=clock.now)
    refunds: list["_Refund"] = field(default_factory=list)


@dataclass
class _Refund:
    request: RefundRequest
    refund_id: str
    asked_at: datetime
    status: str = "PROCESSING"
    done_at: datetime | None = None


class FakePay:
    """WeChat Pay's side of the fake. `funds_fen` is what may be refunded; None means plenty."""

    def __init__(self, faults: FaultInjection, pair: FakeKeys, appids: tuple[str, ...]) -> None:
        self.mchid = pair.mchid
        self.funds_fen: int | None = None
        self._faults = faults
        self._appids = appids
        self._client = pair.client
        self._reader = NoticeReader(self._client, serial=pair.public_key_id)
        self._payments: dict[str, _Payment] = {}
        self._refunds: dict[str, _Refund] = {}
        self._lock = threading.RLock()

    # --- what the shop asks -------------------------------------------------------------------------------------------

    def prepay(self, request: PrepayRequest) -> str:
        check_trade_number(request.out_trade_no)
        with self._faults.call("pay.prepay"), self._lock:
            _check_prepay(request, self._appids)
            known = self._payments.setdefault(request.out_trade_no, _Payment(request))
            if known.state != "NOTPAY" or known.request.expires_at <= clock.now():
                raise NumberUsed(code="OUT_TRADE_NO_USED")
            if known.request != request:
                raise WechatTrouble(code="INVALID_REQUEST")
            known.prepaid_at = clock.now()
            return "wx" + secrets.token_hex(17)

    def payment_params(self, prepay_id: str, appid: str) -> dict[str, str]:
        return payment_params(self._client, prepay_id, appid)

    def query(self, out_trade_no: str) -> PaymentStatus:
        with self._faults.call("pay.query"):
            return self._status(check_trade_number(out_trade_no))

    def close(self, out_trade_no: str) -> bool:
        check_trade_number(out_trade_no)
        with self._faults.call("pay.close"), self._lock:
            known = self._payments.get(out_trade_no)
            paid = known is not None and known.state in ("SUCCESS", "REFUND")
            if known is not None and not paid:
                known.state = "CLOSED"
        return not paid

    def refund(self, request: RefundRequest) -> RefundStatus:
        check_trade_number(request.out_refund_no)
        with self._faults.call("pay.refund"), self._lock:
            return self._take_refund(request)

    def query_refund(self, out_refund_no: str) -> RefundStatus:
        with self._faults.call("pay.query_refund"), self._lock:
            known = self._refunds.get(check_trade_number(out_refund_no))
            return refund_status(self._refund_object(known)) if known else _unknown_refund(out_refund_no)

    def read_payment_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        return self._reader.payment(headers, body)

    def read_refund_notice(self, headers: Mapping[str, str], body: bytes) -> RefundNotice:
        return self._reader.refund(headers, body)

    # --- what people and WeChat do ------------------------------------------------------------------------------------

    def succeed(self, out_trade_no: str) -> PaymentStatus:
        """The person pays; raises CannotPay when WeChat would not let them."""
        with self._lock:
            known = self._payments[out_trade_no]
            until = min(known.prepaid_at + PREPAY_LIFE, known.request.expires_at)
            if known.state != "NOTPAY" or until <= clock.now():
                raise CannotPay(f"{out_trade_no} is {known.state}, payable until {until}")
            known.state, known.paid_at = "SUCCESS", clock.now()
            known.transaction_id = "42000" + "".join(secrets.choice("0123456789") for _ in range(23))
        return self._status(out_trade_no)

    def finish_refund(self, out_refund_no: str, status: str = "SUCCESS") -> RefundStatus:
        """The bank has done its part: SUCCESS, ABNORMAL or CLOSED."""
        with self._lock:
            known = self._refunds[out_refund_no]
            known.status, known.done_at = status, clock.now()
            return refund_status(self._refund_object(known))

    def waiting_refunds(self) -> list[str]:
        """Numbers of refunds not finished yet, oldest first."""
        with self._lock:
            return [number for number, refund in self._refunds.items() if refund.status == "PROCESSING"]

    def transaction(self, out_trade_no: str) -> dict[str, Any]:
        """The transaction object of queries and notifications."""
        known = self._payments[out_trade_no]
        amount: dict[str, Any] = {"total": known.request.amount_fen, "currency": "CNY"}
        shown: dict[str, Any] = {
            "appid": known.request.appid,
            "mchid": self.mchid,
            "out_trade_no": out_trade_no,
            "trade_state": known.state,
            "payer": {"openid": known.request.openid},
            "amount": amount,
        }
        if known.paid_at is not None:
            shown |= {"transaction_id": known.transaction_id, "success_time": rfc3339(known.paid_at)}
            amount |= {"payer_total": known.request.amount_fen, "payer_currency": "CNY"}
        return shown

    def refund_resource(self, out_refund_no: str) -> dict[str, Any]:
        """The refund object of notifications, where the status is called `refund_status`."""
        told = self._refund_object(self._refunds[out_refund_no])
        told["refund_status"] = told.pop("status")
        return {"mchid": self.mchid, **told}

    def _status(self, out_trade_no: str) -> PaymentStatus:
        with self._lock:
            if out_trade_no not in self._payments:
                return PaymentStatus(out_trade_no=out_trade_no, trade_state="UNKNOWN_ORDER")
            return payment_status(self.transaction(out_trade_no))

    def _take_refund(self, request: RefundRequest) -> RefundStatus:
        if (known := self._refunds.get(request.out_refund_no)) is not None:
            if known.request != request:
                raise WechatTrouble(code="INVALID_REQUEST")
            return refund_status(self._refund_object(known))
        payment = self._payments.get(request.out_trade_no)
        if payment is None or payment.paid_at is None:
            raise WechatTrouble(code="RESOURCE_NOT_EXISTS")
        _check_refund(request, payment)
        if self.funds_fen is not None and request.amount_fen > self.funds_fen:
            return RefundStatus(out_refund_no=request.out_refund_no, status="NOT_ENOUGH")
        number = "50000" + "".join(secrets.choice("0123456789") for _ in range(24))
        made = _Refund(request, number, clock.now())
        self._refunds[request.out_refund_no] = made
        payment.refunds.append(made)
        payment.state = "REFUND"
        return refund_status(self._refund_object(made))

    def _refund_object(self, refund: _Refund) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "refund_id": refund.refund_id,
            "out_refund_no": refund.request.out_refund_no,
            "transaction_id": self._payments[refund.request.out_trade_no].transaction_id,
            "out_trade_no": refund.request.out_trade_no,
            "status": refund.status,
            "amount": {"total": refund.request.total_fen, "refund": refund.request.amount_fen, "currency": "CNY"},
        }
        if refund.done_at is not None and refund.status == "SUCCESS":
            shown["success_time"] = rfc3339(refund.done_at)
        return shown


def _unknown_refund(out_refund_no: str) -> RefundStatus:
    return RefundStatus(out_refund_no=out_refund_no, status="UNKNOWN_REFUND")


def _check_prepay(request: PrepayRequest, appids: tuple[str, ...]) -> None:
    if request.appid not in appids:
        raise WechatTrouble(code="APPID_MCHID_NOT_MATCH")
    if request.amount_fen <= 0 or not request.openid or not request.description:
        raise WechatTrouble(code="PARAM_ERROR")


def _check_refund(request: RefundRequest, payment: _Payment) -> None:
    counted = [refund for refund in payment.refunds if refund.status != "CLOSED"]
    already = sum(refund.request.amount_fen for refund in counted)
    now = clock.now()
    if request.total_fen != payment.request.amount_fen or already + request.amount_fen > request.total_fen:
        raise WechatTrouble(code="INVALID_REQUEST")
    if (payment.paid_at or now) + REFUNDABLE < now or len(counted) >= MOST_REFUNDS:
        raise WechatTrouble(code="INVALID_REQUEST")
    if any(refund.asked_at > now - BETWEEN_REFUNDS for refund in counted):
        raise WechatTrouble(code="FREQUENCY_LIMITED")
