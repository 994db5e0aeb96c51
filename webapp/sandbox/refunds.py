"""Money going back: accepted at once, done a little later, and told about when done."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any

from webapp.sandbox import faults, notifications, pay
from webapp.sandbox.clock import beijing
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import PayError
from webapp.sandbox.notifications import NotificationContent
from webapp.sandbox.pay import Order
from webapp.sandbox.pay_bodies import Refund as RefundBody
from webapp.sandbox.store import as_dict

_WINDOW = 365 * 86400
_MOST_PARTS = 50
_PAUSE = 60
_ACCOUNT = "支付用户零钱"
_SUMMARY = {"SUCCESS": "退款成功", "ABNORMAL": "退款异常", "CLOSED": "退款关闭"}


@dataclass(frozen=True, kw_only=True)
class Refund:
    out_refund_no: str
    refund_id: str
    out_trade_no: str
    body: dict[str, Any]
    amount: int
    notify_url: str | None
    status: str
    outcome: str
    created_at: float
    settle_at: float
    settled_at: float | None


def create(context: SandboxContext, wanted: RefundBody, *, raw: dict[str, Any]) -> dict[str, Any]:
    """Accept a refund, or answer the same number again with where it stands."""
    if wanted.notify_url:
        pay.check_notify_url(wanted.notify_url)
    ends = faults.take(context, "pay.refund", kinds={"refund_outcome"})
    outcome = str(ends[0].options.get("status", "ABNORMAL")) if ends else "SUCCESS"
    with context.store.writing() as db:
        known = _find(db, wanted.out_refund_no)
        if known is None:
            order = _refundable(context, db, wanted=wanted)
            known = _insert(db, _accepted(context, wanted, raw=raw, order=order, outcome=outcome))
        elif known.body != raw:
            raise PayError("INVALID_REQUEST", "退款单号已存在，且参数与首次请求时不一致")
        order = pay.order_in(db, known.out_trade_no)
    context.wake.set()
    return shown(known, order)


def hurry(context: SandboxContext, out_refund_no: str) -> None:
    """Finish this refund and tell the merchant before its request is answered."""
    with context.store.writing() as db:
        db.execute("UPDATE refund SET settle_at = 0 WHERE out_refund_no = ?", (out_refund_no,))
    settle_due(context)
    notifications.deliver_due(context)


def by_number(context: SandboxContext, out_refund_no: str) -> dict[str, Any]:
    with context.store.reading() as db:
        refund = _find(db, out_refund_no)
        if refund is None:
            raise PayError("RESOURCE_NOT_EXISTS", "退款单不存在")
        return shown(refund, pay.order_in(db, refund.out_trade_no))


def listed(context: SandboxContext) -> list[Refund]:
    with context.store.reading() as db:
        rows = db.execute("SELECT * FROM refund ORDER BY created_at DESC").fetchall()
    return [_refund(row) for row in rows]


def settle_due(context: SandboxContext) -> int:
    """Finish every refund whose time has come, and write its notification in the same transaction."""
    now = context.clock.now()
    with context.store.writing() as db:
        rows = db.execute(
            "UPDATE refund SET status = outcome, settled_at = ? WHERE status = 'PROCESSING' AND settle_at <= ?"
            " RETURNING *",
            (now, now),
        ).fetchall()
        for refund in map(_refund, rows):
            _tell(context, db, refund=refund)
    return len(rows)


def next_due(context: SandboxContext) -> float | None:
    with context.store.reading() as db:
        due: float | None = db.execute("SELECT min(settle_at) FROM refund WHERE status = 'PROCESSING'").fetchone()[0]
    return due


def shown(refund: Refund, order: Order) -> dict[str, Any]:
    """The refund object of the answer and the query: `status` here, `refund_status` in the notification."""
    body: dict[str, Any] = {
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "transaction_id": order.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "channel": "ORIGINAL",
        "user_received_account": _ACCOUNT,
        "create_time": beijing(refund.created_at),
        "status": refund.status,
        "funds_account": "AVAILABLE",
        "amount": {
            **_amounts(refund, order),
            "settlement_refund": refund.amount,
            "settlement_total": order.total,
            "discount_refund": 0,
            "currency": "CNY",
        },
        "promotion_detail": [],
    }
    return body | ({"success_time": beijing(refund.settled_at or 0)} if _succeeded(refund) else {})


def _refundable(context: SandboxContext, db: sqlite3.Connection, *, wanted: RefundBody) -> Order:
    order = pay.order_of_refund(db, out_trade_no=wanted.out_trade_no, transaction_id=wanted.transaction_id)
    if order is None or order.paid_at is None:
        raise PayError("RESOURCE_NOT_EXISTS", "订单不存在或未支付")
    now = context.clock.now()
    if order.paid_at + _WINDOW < now:
        raise PayError("INVALID_REQUEST", "订单已超过可退款的最大期限")
    others = db.execute(
        "SELECT amount, created_at FROM refund WHERE out_trade_no = ? AND status <> 'CLOSED'", (order.out_trade_no,)
    ).fetchall()
    _check_amounts(wanted, order, already=sum(row[0] for row in others))
    if len(others) >= _MOST_PARTS:
        raise PayError("INVALID_REQUEST", "部分退款次数超过限制")
    if any(row[1] > now - _PAUSE for row in others):
        raise PayError("FREQUENCY_LIMITED", "同一笔订单的多次退款，请求间隔须在一分钟以上")
    return order


def _check_amounts(wanted: RefundBody, order: Order, *, already: int) -> None:
    if wanted.amount.total != order.total:
        raise PayError("INVALID_REQUEST", "订单金额与原订单不一致")
    if wanted.amount.refund + already > order.total:
        raise PayError("INVALID_REQUEST", "申请退款金额超过可退金额")


def _accepted(
    context: SandboxContext, wanted: RefundBody, *, raw: dict[str, Any], order: Order, outcome: str
) -> Refund:
    now = context.clock.now()
    return Refund(
        out_refund_no=wanted.out_refund_no,
        refund_id="50000" + "".join(secrets.choice("0123456789") for _ in range(24)),
        out_trade_no=order.out_trade_no,
        body=raw,
        amount=wanted.amount.refund,
        notify_url=wanted.notify_url,
        status="PROCESSING",
        outcome=outcome,
        created_at=now,
        settle_at=now + float(context.store.setting("refund_seconds", "1")),
        settled_at=None,
    )


def _insert(db: sqlite3.Connection, refund: Refund) -> Refund:
    row = {**vars(refund), "body": json.dumps(refund.body, ensure_ascii=False)}
    db.execute("INSERT INTO refund VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tuple(row.values()))
    db.execute("UPDATE pay_order SET state = 'REFUND' WHERE out_trade_no = ?", (refund.out_trade_no,))
    return refund


def _tell(context: SandboxContext, db: sqlite3.Connection, *, refund: Refund) -> None:
    order = pay.order_in(db, refund.out_trade_no)
    resource: dict[str, Any] = {
        "mchid": context.accounts.mchid,
        "transaction_id": order.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "refund_id": refund.refund_id,
        "out_refund_no": refund.out_refund_no,
        "refund_status": refund.status,
        "user_received_account": _ACCOUNT,
        "amount": _amounts(refund, order),
    }
    if _succeeded(refund):
        resource["success_time"] = beijing(refund.settled_at or 0)
    news = NotificationContent(
        event_type=f"REFUND.{refund.status}",
        original_type="refund",
        summary=_SUMMARY[refund.status],
        resource=resource,
        about=refund.out_refund_no,
    )
    if refund.notify_url:
        notifications.enqueue(context, db, url=refund.notify_url, news=news)


def _amounts(refund: Refund, order: Order) -> dict[str, Any]:
    return {
        "total": order.total,
        "refund": refund.amount,
        "payer_total": order.total,
        "payer_refund": refund.amount,
    }


def _succeeded(refund: Refund) -> bool:
    return refund.status == "SUCCESS" and refund.settled_at is not None


def _find(db: sqlite3.Connection, out_refund_no: str) -> Refund | None:
    row = db.execute("SELECT * FROM refund WHERE out_refund_no = ?", (out_refund_no,)).fetchone()
    return _refund(row) if row else None


def _refund(row: tuple[Any, ...]) -> Refund:
    values = as_dict(Refund, row)
    return Refund(**{**values, "body": json.loads(values["body"])})
