"""Time passes: enqueue every periodic scan once, now."""

from webapp.kernel.db import transaction
from webapp.kernel.jobs import enqueue

# Each scan looks for what is due and takes it with SKIP LOCKED, so a missed tick costs nothing.
SCANS = (
    "expire_orders",
    "poll_payments",
    "poll_refunds",
    "confirm_receipts",
    "settle_orders",
    "note_openings",
    "count_ignored",
)


def tick() -> None:
    """Let everything that is due by the clock happen soon."""
    with transaction():
        for scan in SCANS:
            enqueue(scan, once=scan)
