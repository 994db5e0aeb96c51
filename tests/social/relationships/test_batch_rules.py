"""What is worked out for many pairs at once is what the rules say of each of them."""

import itertools
import math
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.kernel.numpy_io import NO_TIMESTAMP, timestamp_micros
from webapp.social.relationships import EventKind, Stage
from webapp.social.relationships.rules import batch_rules, stages, trust
from webapp.social.relationships.rules.batch_history import EventLog
from webapp.social.relationships.rules.parameters import BOUNDS, DEFAULTS, Parameters
from webapp.social.relationships.rules.trust import WeightedEvent

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
MICRO = timedelta(microseconds=1)
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0, 3.0)

# Days at the bounds of windows, whole days and hours, which coincide, and odd moments, which do not.
BOUND_DAYS = (-1, 0, 1, 2, 3, 13, 14, 15, 16, 28, 29, 30, 31, 179, 180, 181)
moments = st.one_of(
    st.sampled_from(BOUND_DAYS).map(lambda days: NOW - timedelta(days=days)),
    st.integers(-40, 60).map(lambda days: NOW - timedelta(days=days)),
    st.integers(-50, 2_000).map(lambda hours: NOW - timedelta(hours=hours)),
    st.integers(0, 6_000 * 86_400 * 10**6).map(lambda micro: NOW - micro * MICRO),
)
# What the ladder is made of comes more often.
kinds = st.sampled_from([*EventKind, *[EventKind.PURCHASE_SATISFIED] * 5, *[EventKind.SHARE_OPENED] * 3])
happenings = st.builds(WeightedEvent, moments, kinds, st.sampled_from(WEIGHTS), st.sampled_from((0.0, *WEIGHTS)))
pair_logs = st.lists(happenings, max_size=25).map(lambda events: sorted(events, key=lambda each: each.at))
numbers = {
    name: st.integers(math.ceil(least), int(most))
    if isinstance(getattr(DEFAULTS, name), int)
    else st.one_of(st.floats(least, most), st.integers(math.ceil(least), min(int(most), 31)).map(float))
    if most >= 2
    else st.floats(least, most)
    for name, (least, most) in BOUNDS.items()
}
parameters = st.one_of(
    st.just(DEFAULTS), st.fixed_dictionaries({}, optional=numbers).map(lambda changes: Parameters(**changes))
)


def micro(at: datetime | None) -> int:
    return NO_TIMESTAMP if at is None else timestamp_micros(at)


def as_arrays(logs: list[list[WeightedEvent]]) -> EventLog:
    events = [event for log in logs for event in log]
    return EventLog(
        np.array([0, *itertools.accumulate(map(len, logs))], np.int64),
        np.array([micro(event.at) for event in events], np.int64),
        np.array([event.kind for event in events], np.int8),
        np.array([event.gain for event in events], np.float64),
        np.array([event.cost for event in events], np.float64),
    )


def by_the_rules(log: list[WeightedEvent], now: datetime, p: Parameters) -> dict[str, object]:
    """What telling an event writes about its pair."""
    last = log[-1].at if log else None
    held, found, reached = (
        trust.trust_of_events(log, last or now, p),
        stages.stage_evidence(log, now, p),
        stages.first_reached(log, p),
    )
    return {
        "stage": batch_rules.STAGES.index(found.stage),
        "r": pytest.approx(held.r, abs=1e-9),
        "s": pytest.approx(held.s, abs=1e-9),
        "as_of": micro(last),
        "blocked": held.blocked,
        "events": len(log),
        "first_at": micro(log[0].at if log else None),
        "last_act_at": micro(found.last_act_at),
        "acquaintance_at": micro(reached.get(Stage.ACQUAINTANCE)),
        "familiar_at": micro(reached.get(Stage.FAMILIAR)),
        "friend_at": micro(reached.get(Stage.FRIEND)),
        "partner_at": micro(reached.get(Stage.PARTNER)),
        "bought": any(event.kind is EventKind.PURCHASE_SATISFIED for event in log),
    }


def at_once_of(logs: list[list[WeightedEvent]], now: datetime, p: Parameters) -> list[dict[str, object]]:
    found = batch_rules.pair_states(as_arrays(logs), micro(now), p)
    columns = {each.name: getattr(found, each.name).tolist() for each in fields(found)}
    return [{name: column[n] for name, column in columns.items()} for n in range(len(logs))]


@settings(max_examples=300)
@given(logs=st.lists(pair_logs, min_size=1, max_size=8), p=parameters)
def test_many_pairs_at_once_stand_where_the_rules_put_each(logs: list[list[WeightedEvent]], p: Parameters) -> None:
    assert at_once_of(logs, NOW, p) == [by_the_rules(log, NOW, p) for log in logs]


VISIT, BOUGHT, REVIEWED = EventKind.SHARE_OPENED, EventKind.PURCHASE_SATISFIED, EventKind.REVIEWED


@pytest.mark.parametrize("off", [-MICRO, 0 * MICRO, MICRO])
@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        ((14, 1), (VISIT, VISIT)),
        ((15, 1), (VISIT, VISIT)),
        ((20, 6), (VISIT, VISIT)),
        ((180, 5, 5, 5, 4), (BOUGHT, BOUGHT, BOUGHT, BOUGHT, REVIEWED)),
        ((181, 5, 5, 5, 4), (BOUGHT, BOUGHT, BOUGHT, BOUGHT, REVIEWED)),
        ((200, 30, 25, 21, 20), (BOUGHT, REVIEWED, BOUGHT, BOUGHT, BOUGHT)),
        ((30, 29), (BOUGHT, EventKind.COMPLAINT_UPHELD)),
        ((31, 30, 1), (BOUGHT, EventKind.COMPLAINT_UPHELD, VISIT)),
        ((30, 20, 14), (VISIT, VISIT, VISIT)),
        ((30,), (VISIT,)),
    ],
)
def test_at_the_bounds_of_windows_too(days: tuple[int, ...], kinds: tuple[EventKind, ...], off: timedelta) -> None:
    """Only the first event lies a moment off."""
    log = [
        _happened(day, kind, off if not n else 0 * MICRO) for n, (day, kind) in enumerate(zip(days, kinds, strict=True))
    ]
    assert at_once_of([log], NOW, DEFAULTS) == [by_the_rules(log, NOW, DEFAULTS)]


def test_a_thousand_lives_agree_too_and_every_stage_occurs() -> None:
    logs = lives(1_000)
    found = at_once_of(logs, NOW, DEFAULTS)
    assert found == [by_the_rules(log, NOW, DEFAULTS) for log in logs]
    assert {each["stage"] for each in found} == set(range(len(Stage)))


def test_no_pairs_are_no_trouble() -> None:
    assert at_once_of([], NOW, DEFAULTS) == []


def lives(pairs: int) -> list[list[WeightedEvent]]:
    """Some pairs that hardly know each other and some with hundreds of events, of which partners come too."""
    chance = np.random.default_rng(3)
    kinds = np.array([1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    logs = []
    for n in range(pairs):
        many, life = int(chance.geometric(0.08)) * (1 + 20 * (n % 100 == 0)), chance.uniform(1, 300)
        days = np.sort(chance.uniform(0, life, many))[::-1]
        of_kind = chance.choice(kinds, many)
        logs.append([_happened(float(day), EventKind(int(kind))) for day, kind in zip(days, of_kind, strict=True)])
    return logs


def _happened(days: float, kind: EventKind, off: timedelta = 0 * MICRO) -> WeightedEvent:
    weight = trust.weigh(kind, NOW, [], DEFAULTS)
    return WeightedEvent(NOW - timedelta(days=days) + off, kind, weight.gain, weight.cost)
