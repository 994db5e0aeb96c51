"""Once a day every relationship is looked at again: time alone cools some, and the shopkeepers' scores follow."""

from collections.abc import Callable

from webapp.domain.social.relationships import recompute
from webapp.kernel import clock
from webapp.kernel.db import transaction

PORTION = 500


def recompute_relationships(progress: Callable[[int, int], None] | None = None) -> int:
    """Derive all pairs anew, some hundreds in one transaction; returns how many changed.

    `progress(looked_at, in_all)` is called after each portion. Cut off and begun again it does no harm.
    """
    after: recompute.Key | None = recompute.START
    looked_at = changed = 0
    in_all = recompute.pairs_in_all()
    while after is not None:
        with transaction():
            portion = recompute.recompute_portion(after, limit=PORTION, now=clock.now())
        after, looked_at, changed = portion.after, looked_at + portion.looked_at, changed + portion.changed
        if progress is not None:
            progress(looked_at, in_all)
    with transaction():
        recompute.score_shopkeepers(now=clock.now())
    return changed
