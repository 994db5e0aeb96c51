"""WeChat Pay v3 through wechatpayv3.

The library answers (status, body) and raises bare Exceptions after the request was sent, for instance when the answer's
signature does not verify: then the outcome is unknown and only a query with the same number tells. Every answer that is
not exactly known is treated so too. Error texts are for people and change; only codes decide.

The clock: the library dates its requests by the machine's time, also when the shop's clock was moved ahead in
development. The sandbox accepts both the machine's time and the shop's, so moved clocks work in both directions without
touching the library; times *inside* requests (time_expire) and payment sheets follow the shop's clock.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests
from wechatpayv3 import WeChatPayType

from webapp.gateways.wechat.merchant import Merchant, payment_params
from webapp.gateways.wechat.notices import NoticeReader, payment_status, refund_status
from webapp.gateways.wechat.origin import is_local
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
from webapp.gateways.wechat.request_checks import check_trade_number, require_no_transaction, truncate_utf8
from webapp.kernel import clock

NOT_THERE = frozenset({"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"})
MOST_DESCRIPTION = 127
# Bytes here, characters there.
MOST_REASON = 80
# requests would otherwise take a proxy from the environment even for a server on this machine.
NO_PROXY = {"http": "", "https": ""}

T = TypeVar("T")
Answer = tuple[int, dict[str, Any]]


class LivePay:
    """The payment gateway of one merchant."""

    def __init__(self, merchant: Merchant, *, origin: str, shop_origin: str) -> None:
        self.mchid = merchant.mchid
        self._client = merchant.client(origin=origin, proxies=NO_PROXY if is_local(origin) else None)
        self._reader = NoticeReader(self._client, serial=merchant.public_key_id)
        self._payment_url = f"{shop_origin}/wechat/pay/notify"
        self._refund_url = f"{shop_origin}/wechat/refund/notify"

    def prepay(self, request: PrepayRequest) -> str:
        """Announce a payment. Repeating it unchanged gives another prepay_id for the same payment."""
        out_trade_no = check_trade_number(request.out_trade_no)
        status, said = self._ask(
            lambda: self._client.pay(
                description=request.description[:MOST_DESCRIPTION],
                out_trade_no=out_trade_no,
                amount={"total": request.amount_fen, "currency": "CNY"},
                payer={"openid": request.openid},
                time_expire=request.expires_at.astimezone(clock.SHANGHAI).replace(microsecond=0).isoformat(),
                notify_url=self._payment_url,
                appid=request.appid,
                pay_type=WeChatPayType.JSAPI,
            )
        )
        if status == 200 and said.get("prepay_id"):
            return str(said["prepay_id"])
        if said.get("code") == "OUT_TRADE_NO_USED":
            raise NumberUsed(code="OUT_TRADE_NO_USED")
        raise _trouble("prepay", status, said)

    def payment_params(self, prepay_id: str, appid: str) -> dict[str, str]:
        """The signed parameters that open the payment sheet."""
        return payment_params(self._client, prepay_id, appid)

    def query(self, out_trade_no: str) -> PaymentStatus:
        """What WeChat knows of a payment; NOTPAY is not final, a payment may still come."""
        check_trade_number(out_trade_no)
        status, said = self._ask(lambda: self._client.query(out_trade_no=out_trade_no))
        if status == 404 and said.get("code") in NOT_THERE:
            return PaymentStatus(out_trade_no=out_trade_no, trade_state="UNKNOWN_ORDER")
        return _read("query", payment_status, status, said)

    def close(self, out_trade_no: str) -> bool:
        """Close at WeChat. What it calls a paid order is not certain, so any refusal is settled by asking."""
        check_trade_number(out_trade_no)
        status, said = self._ask(lambda: self._client.close(out_trade_no=out_trade_no))
        if status == 204:
            return True
        found = self.query(out_trade_no).trade_state
        if found in ("SUCCESS", "REFUND"):
            return False
        if found in ("CLOSED", "REVOKED", "UNKNOWN_ORDER"):
            return True
        raise _trouble("close", status, said)

    def refund(self, request: RefundRequest) -> RefundStatus:
        """Ask for a refund; 200 means accepted, not done."""
        out_refund_no, out_trade_no = (
            check_trade_number(request.out_refund_no),
            check_trade_number(request.out_trade_no),
        )
        status, said = self._ask(
            lambda: self._client.refund(
                out_refund_no=out_refund_no,
                out_trade_no=out_trade_no,
                amount={"refund": request.amount_fen, "total": request.total_fen, "currency": "CNY"},
                reason=truncate_utf8(request.reason, most_bytes=MOST_REASON),
                # Without it the library would name the payment's address.
                notify_url=self._refund_url,
            )
        )
        if said.get("code") == "NOT_ENOUGH":
            return RefundStatus(out_refund_no=request.out_refund_no, status="NOT_ENOUGH")
        return _read("refund", refund_status, status, said)

    def query_refund(self, out_refund_no: str) -> RefundStatus:
        """What WeChat knows of a refund."""
        check_trade_number(out_refund_no)
        status, said = self._ask(lambda: self._client.query_refund(out_refund_no))
        if status == 404 and said.get("code") in NOT_THERE:
            return RefundStatus(out_refund_no=out_refund_no, status="UNKNOWN_REFUND")
        return _read("query_refund", refund_status, status, said)

    def read_payment_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        """Verify and open a payment notification."""
        return self._reader.payment(headers, body)

    def read_refund_notice(self, headers: Mapping[str, str], body: bytes) -> RefundNotice:
        """Verify and open a refund notification."""
        return self._reader.refund(headers, body)

    def _ask(self, call: Callable[[], tuple[int, str | bytes]]) -> Answer:
        """One request; whatever breaks after it left leaves the outcome unknown."""
        require_no_transaction()
        try:
            status, body = call()
        except requests.RequestException as exc:
            trouble = WechatTrouble(reason=type(exc).__name__)
        except Exception:
            # The library raises bare Exceptions: the answer came without WeChat's signature, or with a wrong one.
            trouble = WechatTrouble(reason="the answer's signature")
        else:
            return status, _object(body)
        raise trouble


def _object(body: str | bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _read(call: str, read: Callable[[Mapping[str, Any]], T], status: int, said: dict[str, Any]) -> T:
    """The object of a good answer."""
    if status != 200:
        raise _trouble(call, status, said)
    try:
        return read(said)
    except (KeyError, TypeError, ValueError):
        trouble = WechatTrouble(call=call, reason="shape")
    raise trouble


def _trouble(call: str, status: int, said: Mapping[str, Any]) -> WechatTrouble:
    return WechatTrouble(call=call, status=status, code=said.get("code"))
