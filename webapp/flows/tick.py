"""Time passes: enqueue every periodic scan once, now."""

from webapp.kernel.db import transaction
from webapp.kernel.jobs import SCANS, enqueue


def tick() -> None:
    """Let everything that is due by the clock happen soon.

    Each scan looks for what is due and takes it with SKIP LOCKED, so a missed tick costs nothing.
    """
    with transaction():
        for scan in SCANS:
            enqueue(scan, once=scan)
