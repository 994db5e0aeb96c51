"""Whatever is told of a pair while all are derived anew is not lost, at whatever moment it is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Somebody, add_person, scalar
from tests.statements import listening
from webapp.kernel import clock
from webapp.kernel.db import execute, row, transaction
from webapp.social.relationships import EventKind, EventReport, recompute
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.relationships.service import events

pytestmark = pytest.mark.race
Act = Callable[[], object]


def happens(ada: Keeper, who: Somebody, kind: EventKind, source: str, *, hours_ago: int = 0) -> None:
    """Tell of it inside the open transaction."""
    now = clock.now()
    at = now - timedelta(hours=hours_ago)
    telling = EventReport(shopkeeper_id=ada.id, person_id=who.id, kind=kind, source=source, at=at)
    events.record_event(telling, now=now)


def tell(ada: Keeper, who: Somebody, kind: EventKind, source: str, *, hours_ago: int = 0) -> None:
    with transaction():
        happens(ada, who, kind, source, hours_ago=hours_ago)


def damage() -> None:
    """So that the pass has something to write."""
    with transaction():
        execute("UPDATE relationship SET stage = 'partner', r = 50")


@contextmanager
def meanwhile(app: APIFlask, moment: int, act: Act) -> Iterator[list[str]]:
    """Somebody else acts, and commits, before the statement with this number; gives all statements there were.

    Before a COMMIT the pass may hold what they need: then they are waited for only at the end.
    """
    asked: list[str] = []
    passing, threads = threading.current_thread(), list[threading.Thread]()

    def in_their_own_right() -> None:
        with app.app_context():
            act()

    def listen(statement: str) -> None:
        if threading.current_thread() is not passing:
            return
        if len(asked) == moment:
            threads.append(threading.Thread(target=in_their_own_right))
            threads[0].start()
            if statement != "COMMIT":
                threads[0].join()
        asked.append(statement)

    with listening(listen):
        yield asked
    for thread in threads:
        thread.join()


def lost_at_some_moment(app: APIFlask, ada: Keeper, act: Callable[[Somebody], object]) -> list[str]:
    """The statements before which something is done to a pair that is not seen afterwards."""
    lost, moment = [], 0
    while True:
        bo = add_person(f"Bo{moment}")
        tell(ada, bo, EventKind.SHARE_IGNORED, "share:1", hours_ago=5)
        tell(ada, bo, EventKind.SHARE_OPENED, "touch:2", hours_ago=1)
        damage()
        with meanwhile(app, moment, lambda bo=bo: act(bo)) as asked:  # type: ignore[misc]
            recompute_relationships()
        if moment >= len(asked):
            return lost
        if _found(ada, bo) != _derived(ada, bo):
            lost.append(asked[moment])
        moment += 1


def _found(ada: Keeper, bo: Somebody) -> tuple[object, ...]:
    found = row(
        dict,
        "SELECT stage, r, s, events, as_of FROM relationship WHERE shopkeeper_id = :s AND person_id = :p",
        s=ada.id,
        p=bo.id,
    )
    assert found
    return found["stage"], round(found["r"], 9), round(found["s"], 9), found["events"], found["as_of"]


def _derived(ada: Keeper, bo: Somebody) -> tuple[object, ...]:
    with transaction():
        events.derive_pair(ada.id, bo.id, now=clock.now())
    return _found(ada, bo)


@pytest.mark.parametrize("guarded", [True, False], ids=["with the guard", "without it something is lost"])
def test_nothing_told_meanwhile_is_lost(
    app: APIFlask, ada: Keeper, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not guarded:
        monkeypatch.setattr(recompute, "UNCHANGED", "true")
    lost = lost_at_some_moment(app, ada, lambda bo: tell(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1"))
    assert (lost == []) is guarded


@pytest.mark.parametrize("guarded", [True, False], ids=["with the guard", "by number and time of the events it is"])
def test_an_event_that_takes_the_place_of_another_is_not_lost(
    app: APIFlask, ada: Keeper, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opened in time what was counted as ignored: as many events as before, and the last one is the same."""
    if not guarded:
        monkeypatch.setattr(recompute, "UNCHANGED", "p.events = f.events AND p.as_of = f.as_of")

    def exchange(bo: Somebody) -> None:
        ignored = scalar("SELECT max(id) FROM relationship_event WHERE kind = 2")
        with transaction():
            happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", hours_ago=6)
            events.void_event(int(ignored), ada.id, bo.id, "opened_in_time", now=clock.now())

    lost = lost_at_some_moment(app, ada, exchange)
    assert (lost == []) is guarded


def test_the_pass_waits_for_nobody_and_comes_back_for_whom_it_left_out(
    app: APIFlask, ada: Keeper, bo: Somebody
) -> None:
    """Somebody is telling of a pair, and commits only after the pass has written all others."""
    tell(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    damage()
    holds, written = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), transaction():
            happens(ada, bo, EventKind.SHARE_OPENED, "touch:2")
            holds.set()
            assert written.wait(timeout=10)

    def listen(statement: str) -> None:
        if statement == "COMMIT" and asked and asked[-1].lstrip().startswith("WITH still"):
            written.set()
        asked.append(statement)

    asked: list[str] = []
    holder = threading.Thread(target=hold)
    holder.start()
    assert holds.wait(timeout=10)
    try:
        with listening(listen):
            assert recompute_relationships() == 1
    finally:
        written.set()
        holder.join()
    assert _found(ada, bo)[3] == 2
    assert _found(ada, bo) == _derived(ada, bo)
