"""People we know opened shares: the relationships learn of it shortly after, and the share pages wait for nothing."""

from webapp.kernel import clock, shared_store
from webapp.kernel.db import transaction
from webapp.social.relationships import share_openings

# Up to which touch everything was looked at. Touches may be committed out of the order of their numbers, so a few that
# lie before it are looked at again.
CURSOR = "relationships: openings noted up to touch"
CURSOR_SECONDS = 180 * 86_400  # as long as touches are kept
OVERLAP = 5_000
TOUCHES_PER_SCAN = 20_000
PORTION = 50
MAX_PER_RUN = 2_000


def record_share_openings() -> int:
    """Tell of openings that came in since the last time, in portions; returns how many. Repeating tells nothing twice.

    What one run leaves, the next one finds.
    """
    newest = share_openings.newest_touch()
    noted = int(shared_store.get(CURSOR) or 0)
    after, told = max(noted - OVERLAP, 0), 0
    while after < newest and told < MAX_PER_RUN:
        until = min(after + TOUCHES_PER_SCAN, newest)
        found = share_openings.unrecorded_openings_between(after, until, limit=PORTION)
        with transaction():
            told += share_openings.record_openings(found, now=clock.now())
        after = found[-1].touch_id if len(found) == PORTION else until
    shared_store.put(CURSOR, str(max(noted, after)), seconds=CURSOR_SECONDS)
    return told
