"""What happens between a shopkeeper and a consumer in tests, told directly."""

from datetime import timedelta

from tests.cast import Keeper, Somebody
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social.relationships import EventKind, EventReport
from webapp.social.relationships.service import events


def happens(ada: Keeper, who: Somebody, kind: EventKind, source: str, *, days_ago: float = 0) -> bool:
    now = clock.now()
    with transaction():
        return events.record_event(
            EventReport(
                shopkeeper_id=ada.id, person_id=who.id, kind=kind, source=source, at=now - timedelta(days=days_ago)
            ),
            now=now,
        )
