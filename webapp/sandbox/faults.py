"""Fault injection on demand: one table of faults, one decorator that shows them.

A fault is set for an endpoint, for a number of times or for ever, and is used up by being shown.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g

from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.errors import ApiError, Impossible, Missing, PayError

P = ParamSpec("P")
R = TypeVar("R")

ENDPOINTS: dict[str, str] = {
    "notify.payment": "delivery",
    "notify.refund": "delivery",
    "payment": "phone",
}
"""Every place that can fail, and the dialect it fails in: `api`, `v3`, `delivery` or `phone`; views add themselves."""

KINDS: dict[str, str] = {
    "latency": "answers only after `seconds`",
    "error_before": "answers -1 or 500 SYSTEM_ERROR and does nothing",
    "error_after": "does what was asked, then answers -1 or 500 SYSTEM_ERROR",
    "drop_answer": "does what was asked, then cuts the connection without an answer",
    "errcode": "answers with errcode `code` (api dialect: 40001, 45009, 45011, …) and does nothing",
    "pay_error": "answers with v3 code `code` (FREQUENCY_LIMITED is 429, NOT_ENOUGH is 403, …) and does nothing",
    "wrong_signature": "signs the answer, or the notification, with a signature that does not verify",
    "unsigned": "leaves the signature headers away",
    "snapshot_user": "OAuth answers with a virtual openid and is_snapshotuser=1",
    "early_notification": "payment or refund is done and told before the answer (pay.create, payment, pay.refund)",
    "signtest": "sends a WECHATPAY/SIGNTEST probe before the real notification",
    "unknown_serial": "sends a probe under an unknown serial before the real notification",
    "stale": "sends the notification with a timestamp a day old",
    "duplicate": "sends the notification `copies` times in parallel",
    "lost": "the notification is never sent",
    "refund_outcome": "the refund ends as `status` ABNORMAL or CLOSED (pay.refund)",
}
CALL_KINDS = frozenset(
    {"latency", "error_before", "error_after", "drop_answer", "errcode", "pay_error", "wrong_signature", "unsigned"}
)
DELIVERY_KINDS = frozenset(
    {"latency", "wrong_signature", "unsigned", "signtest", "unknown_serial", "stale", "duplicate", "lost"}
)
_API_KINDS = CALL_KINDS - {"pay_error", "wrong_signature", "unsigned"}
_V3_KINDS = CALL_KINDS - {"errcode"}
_DIALECT_KINDS = {"api": _API_KINDS, "v3": _V3_KINDS, "delivery": DELIVERY_KINDS, "phone": frozenset[str]()}
_OWN_KINDS = {
    "oauth.access_token": {"snapshot_user"},
    "payment": {"early_notification"},
    "pay.create": {"early_notification"},
    "pay.refund": {"early_notification", "refund_outcome"},
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault as it was set; `times` None means for ever."""

    id: int
    endpoint: str
    kind: str
    times: int | None
    options: dict[str, Any] = field(default_factory=dict)


def put(context: SandboxContext, *, endpoint: str, kind: str, times: int | None, options: dict[str, Any]) -> Fault:
    if endpoint not in ENDPOINTS:
        raise Impossible(f"No endpoint is called {endpoint}; there are {', '.join(sorted(ENDPOINTS))}.")
    if kind not in kinds_of(endpoint):
        raise Impossible(f"{endpoint} cannot show {kind}; it can show {', '.join(kinds_of(endpoint))}.")
    with context.store.writing() as db:
        added = db.execute(
            "INSERT INTO fault (endpoint, kind, times, options) VALUES (?, ?, ?, ?)",
            (endpoint, kind, times, json.dumps(options)),
        )
    return Fault(id=added.lastrowid or 0, endpoint=endpoint, kind=kind, times=times, options=options)


def kinds_of(endpoint: str) -> list[str]:
    """The faults this endpoint can really show."""
    return sorted(_DIALECT_KINDS[ENDPOINTS[endpoint]] | _OWN_KINDS.get(endpoint, set()))


def listed(context: SandboxContext) -> list[Fault]:
    with context.store.reading() as db:
        rows = db.execute("SELECT id, endpoint, kind, times, options FROM fault ORDER BY id").fetchall()
    return [_fault(row) for row in rows]


def clear(context: SandboxContext, fault_id: int | None = None) -> None:
    with context.store.writing() as db:
        if fault_id is None:
            db.execute("DELETE FROM fault")
        elif not db.execute("DELETE FROM fault WHERE id = ?", (fault_id,)).rowcount:
            raise Missing(f"There is no fault {fault_id}.")


def take(context: SandboxContext, endpoint: str, *, kinds: frozenset[str] | set[str]) -> list[Fault]:
    """The faults to show now, the oldest of each kind, each used up by one."""
    if not any(fault.endpoint == endpoint and fault.kind in kinds for fault in listed(context)):
        return []
    with context.store.writing() as db:
        rows = db.execute(
            "SELECT id, endpoint, kind, times, options FROM fault WHERE endpoint = ? ORDER BY id", (endpoint,)
        ).fetchall()
        oldest: dict[str, Fault] = {}
        for fault in map(_fault, rows):
            oldest.setdefault(fault.kind, fault)
        taken = [fault for kind, fault in oldest.items() if kind in kinds]
        for fault in taken:
            db.execute("UPDATE fault SET times = times - 1 WHERE id = ?", (fault.id,))
        db.execute("DELETE FROM fault WHERE times <= 0")
    return taken


def endpoint(name: str, *, dialect: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a view as a place that can fail, and show its faults around it."""
    ENDPOINTS[name] = dialect

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            shown = take(current_context(), name, kinds=CALL_KINDS)
            for fault in shown:
                _BEFORE.get(fault.kind, _nothing)(fault, dialect)
            answered = view(*args, **kwargs)
            for fault in shown:
                _AFTER.get(fault.kind, _nothing)(fault, dialect)
            return answered

        return answer

    return wrap


def _nothing(_fault: Fault, _dialect: str) -> None:
    pass


def _wait(fault: Fault, _dialect: str) -> None:
    time.sleep(float(fault.options.get("seconds", 1)))


def _fail(_fault: Fault, dialect: str) -> None:
    if dialect == "v3":
        raise PayError("SYSTEM_ERROR", "系统异常，请稍后重试")
    raise ApiError(-1)


def _errcode(fault: Fault, _dialect: str) -> None:
    raise ApiError(int(fault.options.get("code", 40001)))


def _pay_error(fault: Fault, _dialect: str) -> None:
    raise PayError(str(fault.options.get("code", "FREQUENCY_LIMITED")), "沙箱按要求返回的错误")


def _mark(fault: Fault, _dialect: str) -> None:
    """Leave word for whoever signs and sends the answer."""
    g.answer_fault = fault.kind


_Effect = Callable[[Fault, str], None]
_BEFORE: dict[str, _Effect] = {"latency": _wait, "error_before": _fail, "errcode": _errcode, "pay_error": _pay_error}
_AFTER: dict[str, _Effect] = {"error_after": _fail, "drop_answer": _mark, "wrong_signature": _mark, "unsigned": _mark}


def _fault(row: tuple[int, str, str, int | None, str]) -> Fault:
    return Fault(id=row[0], endpoint=row[1], kind=row[2], times=row[3], options=json.loads(row[4]))
