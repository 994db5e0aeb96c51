"""Once a day every relationship is looked at again: time alone cools some, and the shopkeepers' scores follow."""

from collections.abc import Callable

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.numpy_io import Rows
from webapp.social.relationships import derive_pair_locked, recompute, scores

# Told what is being done, how much of it is done, and how much there is.
Watcher = Callable[[str, int, int], object]
# Nobody waits for these, and a machine may be slow.
STATEMENT_SECONDS = 120


def recompute_relationships(watch: Watcher = lambda what, done, of: None) -> int:
    """Derive all pairs anew, a parcel in one transaction; returns how many changed.

    Cut off and begun again it does no harm. A pair of which somebody tells meanwhile is derived by itself afterwards.
    """
    changed = looked_at = 0
    passed_over: list[recompute.Key] = []
    opinions: list[Rows] = []
    with recompute.open_pair_reader() as found:
        with transaction(statement_seconds=STATEMENT_SECONDS):
            for event, last in found.read():
                watch("events read", event, last)
        for parcel in found.parcels():
            with transaction(statement_seconds=STATEMENT_SECONDS):
                renewed = recompute.recompute_partition(parcel, now=clock.now())
            changed, looked_at = changed + renewed.written, looked_at + len(parcel.pairs)
            passed_over += renewed.passed_over
            opinions.append(renewed.opinions)
            watch("pairs", looked_at, found.pairs)
    for shopkeeper_id, person_id in passed_over:
        with transaction():
            derive_pair_locked(shopkeeper_id, person_id, now=clock.now())
    with transaction(statement_seconds=STATEMENT_SECONDS):
        scores.score_shopkeepers(opinions, now=clock.now())
    return changed + len(passed_over)
