"""Telling the merchant: signed, encrypted, repeated for a day until somebody answers 200.

A notification is written in the transaction of the event it tells about, and sent by whoever claims it first.
"""

import json
import secrets
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import requests

from webapp.sandbox import faults
from webapp.sandbox.clock import beijing
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.faults import Fault
from webapp.sandbox.signing import broken
from webapp.sandbox.store import as_dict

RETRY_SECONDS = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)
"""The pauses between attempts, in virtual seconds: 16 attempts within 24 h 4 m."""
ANSWER_SECONDS = 5
_RECEIVED = {200, 204}
_ENDPOINT = {"transaction": "notify.payment", "refund": "notify.refund"}


@dataclass(frozen=True, kw_only=True)
class NotificationContent:
    """What happened, in the words of v3."""

    event_type: str
    original_type: str
    summary: str
    resource: dict[str, Any]
    about: str
    """The merchant's own number: out_trade_no or out_refund_no."""


@dataclass(frozen=True, kw_only=True)
class Notification:
    id: str
    event_type: str
    original_type: str
    summary: str
    url: str
    resource: dict[str, Any]
    about: str
    created_at: float
    state: str
    next_at: float | None
    tries: int


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One request to the merchant; `kind` is regular, duplicate, or the name of a probe."""

    at: float
    kind: str
    status: int | None
    outcome: str
    seconds: float


def enqueue(context: SandboxContext, db: sqlite3.Connection, *, url: str, news: NotificationContent) -> str:
    """Write the notification beside its event; the caller sets `context.wake` once the transaction stands.

    With the setting `notify_merchant` off it is lost on the way, as real ones sometimes are: the merchant must ask.
    """
    now = context.clock.now()
    told = context.store.setting("notify_merchant", "True") == "True"
    notification_id = "EV-" + secrets.token_hex(14)
    db.execute(
        "INSERT INTO notification VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            notification_id,
            news.event_type,
            news.original_type,
            news.summary,
            url,
            json.dumps(news.resource, ensure_ascii=False),
            news.about,
            now,
            "waiting" if told else "lost",
            now if told else None,
        ),
    )
    return notification_id


def listed(context: SandboxContext, *, about: str | None = None) -> list[Notification]:
    with context.store.reading() as db:
        rows = db.execute(
            "SELECT * FROM notification WHERE about = coalesce(?, about) ORDER BY created_at, id",
            (about,),
        ).fetchall()
    return [_notification(row) for row in rows]


def attempts(context: SandboxContext, notification_id: str) -> list[Attempt]:
    with context.store.reading() as db:
        rows = db.execute(
            "SELECT at, kind, status, outcome, seconds FROM attempt WHERE notification_id = ? ORDER BY id",
            (notification_id,),
        ).fetchall()
    return [Attempt(at=row[0], kind=row[1], status=row[2], outcome=row[3], seconds=row[4]) for row in rows]


def claim_due(context: SandboxContext, *, only: str | None = None) -> list[Notification]:
    """Take what is due out of everybody else's reach, so that no attempt is made twice by accident."""
    with context.store.writing() as db:
        rows = db.execute(
            "UPDATE notification SET state = 'sending' WHERE state = 'waiting' AND next_at <= ?"
            " AND id = coalesce(?, id) RETURNING *",
            (context.clock.now(), only),
        ).fetchall()
    return [_notification(row) for row in rows]


def deliver_due(context: SandboxContext, *, only: str | None = None) -> int:
    """Send everything due, in parallel, and come back when the last answer or time-out is in."""
    due = claim_due(context, only=only)
    if due:
        with ThreadPoolExecutor(max_workers=min(16, len(due))) as pool:
            list(pool.map(lambda one: deliver(context, one), due))
    return len(due)


def deliver(context: SandboxContext, notification: Notification) -> None:
    """One claimed attempt with the faults it has to show; then rest until the next one, or for ever."""
    shown = faults.take(context, _ENDPOINT[notification.original_type], kinds=faults.DELIVERY_KINDS)
    kinds = {fault.kind: fault for fault in shown}
    if "lost" in kinds:
        _settle(context, notification, state="lost")
        return
    if "latency" in kinds:
        time.sleep(float(kinds["latency"].options.get("seconds", 1)))
    for probe in ("signtest", "unknown_serial"):
        if probe in kinds:
            _post(context, notification, kind=probe)
    received = _send_copies(context, notification, kinds=kinds)
    _settle(context, notification, state="delivered" if received else "waiting")


def forget_interrupted(context: SandboxContext) -> None:
    """After a kill, what was being sent is sent again: a merchant may always hear twice."""
    with context.store.writing() as db:
        db.execute("UPDATE notification SET state = 'waiting' WHERE state = 'sending'")


def sending(context: SandboxContext) -> int:
    with context.store.reading() as db:
        count: int = db.execute("SELECT count(*) FROM notification WHERE state = 'sending'").fetchone()[0]
    return count


def next_due(context: SandboxContext) -> float | None:
    with context.store.reading() as db:
        due: float | None = db.execute("SELECT min(next_at) FROM notification WHERE state = 'waiting'").fetchone()[0]
    return due


def _send_copies(context: SandboxContext, notification: Notification, *, kinds: dict[str, Fault]) -> bool:
    copies = int(kinds["duplicate"].options.get("copies", 2)) if "duplicate" in kinds else 1
    spoiled = next((kind for kind in ("wrong_signature", "unsigned", "stale") if kind in kinds), None)
    names = [spoiled or "regular"] + [spoiled or "duplicate"] * (copies - 1)
    if copies == 1:
        return _post(context, notification, kind=names[0])
    with ThreadPoolExecutor(max_workers=copies) as pool:
        return any(list(pool.map(lambda kind: _post(context, notification, kind=kind), names)))


def _post(context: SandboxContext, notification: Notification, *, kind: str) -> bool:
    body = _envelope(context, notification)
    started, at = time.monotonic(), context.clock.now()
    status, outcome = _answer(notification.url, body, headers=_headers(context, body, kind=kind))
    seconds = time.monotonic() - started
    with context.store.writing() as db:
        db.execute(
            "INSERT INTO attempt (notification_id, at, kind, status, outcome, seconds) VALUES (?, ?, ?, ?, ?, ?)",
            (notification.id, at, kind, status, outcome, seconds),
        )
    return status in _RECEIVED


def _headers(context: SandboxContext, body: bytes, *, kind: str) -> dict[str, str]:
    at = context.clock.shop_now() - (86400 if kind == "stale" else 0)
    signed = context.keys.headers_for(body, at=at)
    plain = {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", "X-WeChat-Sandbox": "1"}
    if kind == "unsigned":
        return plain
    if kind in {"wrong_signature", "signtest"}:
        signed = broken(signed, probe=kind == "signtest")
    if kind == "unknown_serial":
        signed["Wechatpay-Serial"] = secrets.token_hex(20).upper()
    return {**plain, **signed}


def _answer(url: str, body: bytes, *, headers: dict[str, str]) -> tuple[int | None, str]:
    with requests.Session() as wire:
        wire.trust_env = False  # a proxy of this machine must not see, or answer, what is meant for the shop
        try:
            answer = wire.post(url, data=body, headers=headers, timeout=ANSWER_SECONDS, allow_redirects=False)
        except requests.Timeout:
            return None, f"no answer within {ANSWER_SECONDS} s"
        except requests.RequestException as error:
            return None, f"no connection: {type(error).__name__}"
    return answer.status_code, "received" if answer.status_code in _RECEIVED else answer.text[:200]


def _envelope(context: SandboxContext, notification: Notification) -> bytes:
    return json.dumps(
        {
            "id": notification.id,
            "create_time": beijing(notification.created_at),
            "resource_type": "encrypt-resource",
            "event_type": notification.event_type,
            "summary": notification.summary,
            "resource": context.keys.sealed(notification.resource, original_type=notification.original_type),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _settle(context: SandboxContext, notification: Notification, *, state: str) -> None:
    tries = notification.tries + 1
    if state == "waiting" and tries > len(RETRY_SECONDS):
        state = "given_up"
    next_at = context.clock.now() + RETRY_SECONDS[tries - 1] if state == "waiting" else None
    with context.store.writing() as db:
        db.execute(
            "UPDATE notification SET state = ?, tries = ?, next_at = ? WHERE id = ?",
            (state, tries, next_at, notification.id),
        )


def _notification(row: tuple[Any, ...]) -> Notification:
    values = as_dict(Notification, row)
    return Notification(**{**values, "resource": json.loads(values["resource"])})
