"""The events of many pairs on arrays, and the account after each of them; pure.

Times are as kernel.numpy_io.timestamp_micros counts them, NO_TIMESTAMP where there is none.
"""

from collections.abc import Callable, Set
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from webapp.kernel.numpy_io import NO_TIMESTAMP
from webapp.social.relationships.kinds import (
    BLOCK_CHANGES,
    BLOCKS,
    CONSUMER_ACTS,
    CONTACTS,
    GIFTS,
    PURCHASES,
    VISITS,
    EventKind,
)
from webapp.social.relationships.rules.parameters import Parameters

Ints = NDArray[np.int64]
Kinds = NDArray[np.int8]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Some = TypeVar("Some", bound=np.generic)

DAY = 86_400_000_000


class EventLog:
    """The events of many pairs, one pair after the other, each pair's in order of time: `bounds` holds where they
    begin and, last, where the last one ends; a pair may have none."""

    def __init__(self, bounds: Ints, at: Ints, kind: Kinds, gain: Floats, cost: Floats) -> None:
        self.bounds, self.at, self.kind, self.gain, self.cost = bounds, at, kind, gain, cost
        self.begin, self.many = bounds[:-1], np.diff(bounds)
        self.pair: Ints = np.repeat(np.arange(len(self.many)), self.many)

    def until(self, now: int) -> "EventLog":
        """The same without what comes after."""
        past = self.at <= now
        if past.all():
            return self
        bounds = np.concatenate([[0], np.cumsum(np.bincount(self.pair[past], minlength=len(self.many)))])
        return EventLog(bounds, self.at[past], self.kind[past], self.gain[past], self.cost[past])

    def is_of(self, kinds: Set[EventKind]) -> Bools:
        """Which events are of these kinds."""
        return np.array([kind in kinds for kind in range(max(EventKind) + 1)])[self.kind]

    def count(self, chosen: Ints) -> Ints:
        """How many of these events each pair has."""
        return np.bincount(self.pair[chosen], minlength=len(self.many))

    def first(self, chosen: Ints) -> Ints:
        """The first of these events of each pair, by number; the number after the last event where there is none."""
        found = np.full(len(self.many), len(self.at))
        pair = self.pair[chosen]
        leads = np.flatnonzero(np.diff(pair, prepend=-1))
        found[pair[leads]] = chosen[leads]
        return found

    def last(self, chosen: Ints) -> Ints:
        """The last of these events of each pair, by number, -1 where there is none."""
        found = np.full(len(self.many), -1)
        pair = self.pair[chosen]
        ends = np.flatnonzero(np.diff(pair, append=-1))
        found[pair[ends]] = chosen[ends]
        return found

    def when(self, numbers: Ints) -> Ints:
        """The times of these events."""
        there = (numbers >= 0) & (numbers < len(self.at))
        found = np.full(len(numbers), NO_TIMESTAMP)
        found[there] = self.at[numbers[there]]
        return found


class TrustHistories:
    """A log with the account after each event, and the numbers of the events that matter by kind."""

    def __init__(self, log: EventLog, p: Parameters) -> None:
        self.log, self.p = log, p
        self.r, self.s = _accounts(log, p)
        self.blocked = _blocked(log)
        self.is_purchase = log.is_of(PURCHASES)
        self.opened = np.flatnonzero(log.is_of(VISITS))
        self.bought = np.flatnonzero(self.is_purchase)
        self.acts = np.flatnonzero(log.is_of(CONSUMER_ACTS))
        self.asked = np.flatnonzero(log.is_of(CONTACTS))
        self.gave = np.flatnonzero(log.is_of(GIFTS))

    @cached_property
    def first_act(self) -> Ints:
        return self.log.first(self.acts)

    @cached_property
    def first_asked(self) -> Ints:
        return self.log.first(self.asked)

    @cached_property
    def first_gift(self) -> Ints:
        return self.log.first(self.gave)

    def mean(self, r: Floats, s: Floats, blocked: Bools) -> Floats:
        """The expected value, or what a block fixes it at."""
        return np.where(blocked, self.p.blocked_mean, (r + 1) / (r + s + 2))

    def mean_at(self, when: int) -> Floats:
        """The mean of each pair at a moment; the prior where nothing had happened."""
        log = self.log
        so_far = log.many - log.count(np.flatnonzero(log.at > when))
        last = np.where(so_far > 0, log.begin + so_far - 1, -1)
        left = faded(when - np.where(last >= 0, log.when(last), when), self.p)
        return self.mean(or_zero(self.r, last) * left, or_zero(self.s, last) * left, or_zero(self.blocked, last))

    def happened(self, first: Ints, when: int) -> Bools:
        """Whether the event of this number had happened by then."""
        at = self.log.when(first)
        so: Bools = (at != NO_TIMESTAMP) & (at <= when)
        return so

    def within(self, chosen: Ints, inside: Callable[[Ints], Bools]) -> Ints:
        """How many of these events of each pair lie inside a time."""
        return self.log.count(chosen[inside(self.log.at[chosen])])


def _accounts(log: EventLog, p: Parameters) -> tuple[Floats, Floats]:
    """r and s right after each event.

    All pairs take their turns together, first their first events, then their second; those with most events stand in
    front, so that whoever is still there is a beginning of the row, and each turn is a piece of memory.
    """
    row = np.argsort(-log.many, kind="stable")
    place = np.empty_like(row)
    place[row] = np.arange(len(row))
    turn = np.arange(len(log.at)) - log.begin[log.pair]
    present = len(row) - np.searchsorted(log.many[row[::-1]], np.arange(log.many.max(initial=0)), side="right")
    turn_begins = np.cumsum(present) - present
    seat = turn_begins[turn] + place[log.pair]
    sitting = np.empty_like(seat)
    sitting[seat] = np.arange(len(seat))
    gap = np.where(turn > 0, np.diff(log.at, prepend=log.at[:1]), 0)
    left = faded(gap, p)[sitting]
    return tuple(_sums(weights[sitting], left, turn_begins, present)[seat] for weights in (log.gain, log.cost))


def _sums(added: Floats, left: Floats, begins: Ints, present: Ints) -> Floats:
    sums, before = added, np.zeros(present[0] if len(present) else 0)
    for begin, size in zip(begins.tolist(), present.tolist(), strict=True):
        turn = sums[begin : begin + size]
        turn += before[:size] * left[begin : begin + size]
        before = turn
    return sums


def faded(passed: Ints, p: Parameters) -> Floats:
    """How much of a unit of evidence is left after these times."""
    left: Floats = np.exp2(passed / (-DAY * p.half_life_days))
    return left


def _blocked(log: EventLog) -> Bools:
    """Whether the consumer's last word on it, right after each event, is a block."""
    spoke = log.is_of(BLOCK_CHANGES)
    if not spoke.any():
        return spoke
    word = np.maximum.accumulate(np.where(spoke, np.arange(len(spoke)), -1))
    blocked: Bools = (word >= log.begin[log.pair]) & log.is_of(BLOCKS)[word]
    return blocked


def microseconds(span: timedelta) -> int:
    """A span of time in microseconds."""
    return span // timedelta(microseconds=1)


def or_zero(values: NDArray[Some], numbers: Ints) -> NDArray[Some]:
    """The values with these numbers, zero where a number is -1."""
    there = numbers >= 0
    found = np.zeros(len(numbers), values.dtype)
    found[there] = values[numbers[there]]
    return found
