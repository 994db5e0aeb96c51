"""What happens between a shopkeeper and a consumer in tests, told directly."""

from datetime import timedelta

from tests.cast import Keeper, Somebody
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Telling
from webapp.kernel import clock
from webapp.kernel.db import transaction


def happens(ada: Keeper, who: Somebody, kind: EventKind, source: str, *, days_ago: float = 0) -> bool:
    now = clock.now()
    with transaction():
        return relationships.tell(
            Telling(
                shopkeeper_id=ada.id, person_id=who.id, kind=kind, source=source, at=now - timedelta(days=days_ago)
            ),
            now=now,
        )
