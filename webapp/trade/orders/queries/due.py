"""What time asks for: orders to close, to receive, to settle. Scans skip what another worker holds.

Their states are literals, because each scan reads the partial index of its state, which no parameter matches.
"""

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


def _numbers(sql: str, now: datetime, limit: int) -> Sequence[str]:
    return rows(str, sql, now=now, limit=limit)
