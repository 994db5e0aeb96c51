"""Time passes: enqueue every periodic scan once, now."""

from webapp.kernel.db import transaction
from webapp.kernel.jobs import NIGHTLY_SCANS, SCANS, enqueue


def enqueue_scans(*, night: bool = False) -> None:
    """Let everything that is due by the clock happen soon; with `night`, also what is done once a night.

    Each scan looks for what is due and takes it with SKIP LOCKED, so a missed tick costs nothing.
    """
    with transaction():
        for scan in (*SCANS, *NIGHTLY_SCANS) if night else SCANS:
            enqueue(scan, once=scan)
