"""What time asks for: orders to close, to receive, to settle, attempts to end. Scans skip what another worker holds."""

from collections.abc import Sequence
from datetime import datetime

from webapp.kernel.db import rows


def expired(now: datetime, *, limit: int) -> Sequence[str]:
    """Unpaid orders past their time."""
    return _numbers(
        """SELECT no FROM orders WHERE state = 'pending_payment' AND expires_at <= :now
           ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED""",
        now,
        limit,
    )


def to_receive(now: datetime, *, limit: int) -> Sequence[str]:
    """Shipped orders nobody confirmed in time."""
    return _numbers(
        """SELECT no FROM orders WHERE state = 'shipped' AND receipt_due_at <= :now
           ORDER BY receipt_due_at LIMIT :limit FOR UPDATE SKIP LOCKED""",
        now,
        limit,
    )


def to_settle(now: datetime, *, limit: int) -> Sequence[str]:
    """Received orders past the return window. One with an open refund is in another state, so it waits."""
    return _numbers(
        """SELECT no FROM orders WHERE state = 'received' AND settle_due_at <= :now
           ORDER BY settle_due_at LIMIT :limit FOR UPDATE SKIP LOCKED""",
        now,
        limit,
    )


def superfluous_attempts(*, limit: int) -> Sequence[str]:
    """Attempts still open although their order wants no money: two were begun at the same moment, one was paid."""
    found = rows(
        """SELECT out_trade_no FROM payment JOIN orders ON orders.id = order_id
           WHERE payment.state IN ('created', 'prepared') AND orders.state <> 'pending_payment'
           ORDER BY payment.created_at LIMIT :limit""",
        limit=limit,
    )
    return [each["out_trade_no"] for each in found]


def _numbers(sql: str, now: datetime, limit: int) -> Sequence[str]:
    return [each["no"] for each in rows(sql, now=now, limit=limit)]
