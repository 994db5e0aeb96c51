"""The course of trust says at every moment what the account would say, and draws no more than it must."""

from datetime import timedelta

import pytest

from tests.databases import NOON
from webapp.social.relationships import EventKind, trust_history_of
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import WeightedEvent, trust_of_events
from webapp.social.relationships.rules.trust_history import MAX_STEPS

P = Parameters()


def happened(days_ago: float, kind: EventKind, gain: float = 0.0, cost: float = 0.0) -> WeightedEvent:
    return WeightedEvent(NOON - timedelta(days=days_ago), kind, gain, cost)


STORY = [
    happened(40, EventKind.SHARE_OPENED, gain=0.1),
    happened(20.5, EventKind.PURCHASE_SATISFIED, gain=1),
    happened(20.5, EventKind.SHARE_IGNORED, cost=0.2),
    happened(9, EventKind.BLOCK),
    happened(5, EventKind.COMPLAINT_UPHELD, cost=3),
    happened(2, EventKind.UNBLOCK),
]


def test_each_point_is_the_account_of_its_moment() -> None:
    points = trust_history_of(STORY, NOON, P)
    times = [point.at for point in points]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (STORY[0].at, NOON)
    last_of = {point.at: point for point in points}
    for at, point in last_of.items():
        held = trust_of_events(STORY, at, P)
        assert (point.mean, point.low, point.high) == pytest.approx((held.mean, *held.interval))


def test_it_starts_from_not_knowing_and_jumps_at_each_event() -> None:
    points = trust_history_of(STORY[:1], NOON, P)
    assert [point.mean for point in points[:2]] == pytest.approx([0.5, 1.1 / 2.1])
    assert all(point.low < point.mean < point.high for point in points)


def test_while_blocked_it_lies_flat() -> None:
    blocked = [p for p in trust_history_of(STORY, NOON, P) if STORY[3].at < p.at < STORY[5].at]
    assert {(p.mean, p.low, p.high) for p in blocked} == {(P.blocked_mean,) * 3}


def test_a_long_acquaintance_is_looked_at_in_few_steps() -> None:
    points = trust_history_of([happened(3_000, EventKind.SHARE_OPENED, gain=0.1)], NOON, P)
    assert len(points) <= MAX_STEPS + 3


def test_what_has_not_happened_yet_is_not_drawn() -> None:
    assert trust_history_of([], NOON, P) == []
    assert trust_history_of([happened(-1, EventKind.SHARE_OPENED, gain=0.1)], NOON, P) == []
