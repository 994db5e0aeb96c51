"""Sessions that ended and attempts that were counted are forgotten: nobody needs them any more."""

from datetime import timedelta

from webapp.kernel import ratelimit
from webapp.kernel.db import transaction
from webapp.people import identity

SESSIONS_KEPT = timedelta(days=30)
COUNTS_KEPT_SECONDS = 86_400


def purge_logins() -> int:
    """Forget sessions a month after their end and counted attempts after a day; returns how many sessions."""
    with transaction():
        ratelimit.forget(before_seconds=COUNTS_KEPT_SECONDS)
        return identity.purge_sessions(SESSIONS_KEPT)
