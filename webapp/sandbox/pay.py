"""Orders of WeChat Pay: made, paid, asked about and closed, with the rules a merchant must not break."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from webapp.sandbox import people
from webapp.sandbox.clock import beijing, from_rfc3339
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import PayError
from webapp.sandbox.guard import is_loopback_url
from webapp.sandbox.pay_bodies import JsapiOrder
from webapp.sandbox.store import as_dict

PREPAY_SECONDS = 7200
_DEFAULT_LIFE, _LEAST_LIFE, _MOST_LIFE = 7 * 86400, 60, 90 * 86400
_STATE_WORDS = {"NOTPAY": "订单未支付", "SUCCESS": "支付成功", "REFUND": "转入退款", "CLOSED": "订单已关闭"}


@dataclass(frozen=True, kw_only=True)
class Order:
    """One number of the merchant; `state` stays NOTPAY past its expiry until somebody closes it."""

    out_trade_no: str
    body: dict[str, Any]
    appid: str
    openid: str
    description: str
    attach: str | None
    total: int
    notify_url: str
    created_at: float
    expires_at: float
    state: str
    transaction_id: str | None
    paid_at: float | None


def create(context: SandboxContext, wanted: JsapiOrder, *, raw: dict[str, Any]) -> str:
    """A prepay_id, fresh at each call; the same number with other parameters, or used up, is refused."""
    _check_parties(context, wanted)
    now = context.clock.now()
    with context.store.writing() as db:
        known = _find(db, "out_trade_no", value=wanted.out_trade_no)
        if known is None:
            _insert(db, wanted, raw=raw, now=now)
        else:
            _check_same(known, raw, now=now)
        prepay_id = "wx" + secrets.token_hex(17)
        db.execute(
            "INSERT INTO prepay (prepay_id, out_trade_no, created_at, expires_at) VALUES (?, ?, ?, ?)",
            (prepay_id, wanted.out_trade_no, now, now + PREPAY_SECONDS),
        )
    return prepay_id


def by_number(context: SandboxContext, out_trade_no: str) -> Order:
    with context.store.reading() as db:
        return _existing(_find(db, "out_trade_no", value=out_trade_no))


def by_transaction(context: SandboxContext, transaction_id: str) -> Order:
    with context.store.reading() as db:
        return _existing(_find(db, "transaction_id", value=transaction_id))


def listed(context: SandboxContext) -> list[Order]:
    """Newest first."""
    with context.store.reading() as db:
        rows = db.execute("SELECT * FROM pay_order ORDER BY created_at DESC").fetchall()
    return [_order(row) for row in rows]


def close(context: SandboxContext, out_trade_no: str) -> None:
    """Closing twice is closing; a paid order stays paid and says so."""
    with context.store.writing() as db:
        order = _existing(_find(db, "out_trade_no", value=out_trade_no))
        if order.state in {"SUCCESS", "REFUND"}:
            raise PayError("ORDER_PAID", "该订单已支付")
        db.execute("UPDATE pay_order SET state = 'CLOSED' WHERE out_trade_no = ?", (out_trade_no,))


def order_in(db: sqlite3.Connection, out_trade_no: str) -> Order:
    """The order as the open transaction sees it."""
    return _existing(_find(db, "out_trade_no", value=out_trade_no))


def order_of_refund(db: sqlite3.Connection, *, out_trade_no: str | None, transaction_id: str | None) -> Order | None:
    if transaction_id:
        return _find(db, "transaction_id", value=transaction_id)
    return _find(db, "out_trade_no", value=out_trade_no or "")


def mark_paid(db: sqlite3.Connection, out_trade_no: str, *, at: float) -> Order:
    transaction_id = "42000" + "".join(secrets.choice("0123456789") for _ in range(23))
    db.execute(
        "UPDATE pay_order SET state = 'SUCCESS', transaction_id = ?, paid_at = ? WHERE out_trade_no = ?",
        (transaction_id, at, out_trade_no),
    )
    return order_in(db, out_trade_no)


def check_merchant(context: SandboxContext, mchid: str | None) -> None:
    if mchid != context.accounts.mchid:
        raise PayError("MCH_NOT_EXISTS" if mchid else "PARAM_ERROR", "商户号不存在或与签名不一致")


def check_notify_url(url: str) -> None:
    """No query and no login, as everywhere; https is WeChat's rule, this machine only is ours."""
    parts = urlsplit(url)
    if parts.query or parts.fragment or "?" in url:
        raise PayError("PARAM_ERROR", "notify_url 不能携带参数")
    if not is_loopback_url(url):
        raise PayError("PARAM_ERROR", "沙箱只通知本机地址")


def transaction(context: SandboxContext, order: Order) -> dict[str, Any]:
    """The transaction object of queries and notifications; what is not known yet is absent, not null."""
    shown: dict[str, Any] = {
        "appid": order.appid,
        "mchid": context.accounts.mchid,
        "out_trade_no": order.out_trade_no,
        "trade_state": order.state,
        "trade_state_desc": _STATE_WORDS[order.state],
        "payer": {"openid": order.openid},
        "amount": {"total": order.total, "currency": "CNY"},
        "promotion_detail": [],
    }
    if order.attach is not None:
        shown["attach"] = order.attach
    if order.paid_at is not None:
        shown["transaction_id"] = order.transaction_id
        shown["trade_type"] = "JSAPI"
        shown["bank_type"] = "OTHERS"
        shown["success_time"] = beijing(order.paid_at)
        shown["amount"] |= {"payer_total": order.total, "payer_currency": "CNY"}
    return shown


def _check_parties(context: SandboxContext, wanted: JsapiOrder) -> None:
    check_merchant(context, wanted.mchid)
    check_notify_url(wanted.notify_url)
    if wanted.appid not in context.accounts.appids:
        raise PayError("APPID_MCHID_NOT_MATCH", "商户号和 appid 没有绑定关系")
    if people.by_openid(context, appid=wanted.appid, openid=wanted.payer.openid) is None:
        raise PayError("PARAM_ERROR", "appid和openid不匹配")


def _check_same(known: Order, raw: dict[str, Any], *, now: float) -> None:
    if known.state != "NOTPAY" or known.expires_at <= now:
        raise PayError("OUT_TRADE_NO_USED", "商户订单号重复：该订单已支付、已关闭或已过期")
    if known.body != raw:
        raise PayError("INVALID_REQUEST", "请求重入时，参数与首次请求时不一致")


def _expiry(wanted: JsapiOrder, *, now: float) -> float:
    if wanted.time_expire is None:
        return now + _DEFAULT_LIFE
    try:
        expires_at = from_rfc3339(wanted.time_expire)
    except ValueError:
        raise PayError("PARAM_ERROR", "time_expire 不是 RFC3339 格式") from None
    if expires_at <= now:
        raise PayError("PARAM_ERROR", "time_expire 早于当前时间")
    return min(max(expires_at, now + _LEAST_LIFE), now + _MOST_LIFE)


def _insert(db: sqlite3.Connection, wanted: JsapiOrder, *, raw: dict[str, Any], now: float) -> None:
    db.execute(
        "INSERT INTO pay_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NOTPAY', NULL, NULL)",
        (
            wanted.out_trade_no,
            json.dumps(raw, ensure_ascii=False),
            wanted.appid,
            wanted.payer.openid,
            wanted.description,
            wanted.attach,
            wanted.amount.total,
            wanted.notify_url,
            now,
            _expiry(wanted, now=now),
        ),
    )


def _find(db: sqlite3.Connection, column: str, *, value: str) -> Order | None:
    row = db.execute(f"SELECT * FROM pay_order WHERE {column} = ?", (value,)).fetchone()  # noqa: S608
    return _order(row) if row else None


def _existing(order: Order | None) -> Order:
    if order is None:
        raise PayError("ORDER_NOT_EXIST", "订单不存在")
    return order


def _order(row: tuple[Any, ...]) -> Order:
    values = as_dict(Order, row)
    return Order(**{**values, "body": json.loads(values["body"])})
