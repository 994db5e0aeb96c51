"""Visits are kept half a year: long enough to answer questions about an order, no longer than their purpose needs."""

from datetime import timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.referral import visits

KEPT = timedelta(days=180)
BATCH = 20_000


def purge_old_visits() -> int:
    """Forget visits, touches and known browsers past their time, in portions; returns how many visits.

    What an order was credited to stays in its attribution, which names shares and visits but no browser.
    """
    forgotten = 0
    while True:
        with transaction():
            portion = visits.purge_visits(clock.now() - KEPT, limit=BATCH)
        forgotten += portion
        if portion < BATCH:
            return forgotten
