"""Two things happen between two people at one moment: the pair is derived from both."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, scalar
from tests.races.together import meet_before, together
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social.relationships import EventKind, EventReport
from webapp.social.relationships.service import events

pytestmark = pytest.mark.race
TOGETHER = 2


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it each misses the other"])
def test_a_pair_is_derived_from_all_that_happened_at_once(
    app: APIFlask, ada: Keeper, bo: Somebody, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()

    def telling(number: int) -> EventReport:
        source = f"touch:{number}"
        return EventReport(shopkeeper_id=ada.id, person_id=bo.id, kind=EventKind.SHARE_OPENED, source=source, at=now)

    with transaction():
        events.record_event(telling(99), now=now)
    if not guarded:
        monkeypatch.setattr(events, "_take", lambda _: None)
        meet_before(monkeypatch, "UPDATE relationship SET", TOGETHER)

    def tell(number: int) -> None:
        with transaction():
            events.record_event(telling(number), now=now)

    together(app, TOGETHER, tell)
    assert scalar("SELECT count(*) FROM relationship_event") == 1 + TOGETHER
    assert (scalar("SELECT events FROM relationship") == 1 + TOGETHER) is guarded
