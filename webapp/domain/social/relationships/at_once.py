"""Where many pairs stand, worked out at once on arrays; pure.

trust.py and stages.py say what is true of one pair, and a test holds this module to them. Times are as
kernel.columns.moment counts them, NEVER where there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from webapp.domain.social.relationships.kinds import ACTS, LADDER, EventKind, Stage
from webapp.domain.social.relationships.parameters import Parameters
from webapp.domain.social.relationships.trust import ROUNDING
from webapp.kernel.columns import NEVER

Ints = NDArray[np.int64]
Kinds = NDArray[np.int8]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Some = TypeVar("Some", bound=np.generic)

DAY = 86_400_000_000
# A stage is told by its place here.
STAGES = (*LADDER, Stage.COOLING)
_COOLING = len(LADDER)
_IS_ACT = np.array([kind in ACTS for kind in range(len(EventKind) + 1)])


class Log:
    """The events of many pairs, one pair after the other, each pair's in order of time: `bounds` holds where they
    begin and, last, where the last one ends; a pair may have none."""

    def __init__(self, bounds: Ints, at: Ints, kind: Kinds, gain: Floats, cost: Floats) -> None:
        self.bounds, self.at, self.kind, self.gain, self.cost = bounds, at, kind, gain, cost
        self.begin, self.many = bounds[:-1], np.diff(bounds)
        self.pair: Ints = np.repeat(np.arange(len(self.many)), self.many)

    def until(self, now: int) -> "Log":
        """The same without what comes after."""
        past = self.at <= now
        if past.all():
            return self
        bounds = np.concatenate([[0], np.cumsum(np.bincount(self.pair[past], minlength=len(self.many)))])
        return Log(bounds, self.at[past], self.kind[past], self.gain[past], self.cost[past])

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
        found = np.full(len(numbers), NEVER)
        found[there] = self.at[numbers[there]]
        return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each pair stands, by column, as the table relationship has it; `since` apart, which needs a memory."""

    stage: Kinds
    r: Floats
    s: Floats
    as_of: Ints
    blocked: Bools
    events: Ints
    purchases: Ints
    first_at: Ints
    last_act_at: Ints
    acquaintance_at: Ints
    familiar_at: Ints
    friend_at: Ints
    partner_at: Ints


def standing(log: Log, now: int, p: Parameters) -> Standing:
    """Where all pairs of a log stand, as of now."""
    whole = _Course(log, p)
    past = log.until(now)
    course = whole if past is log else _Course(past, p)
    last = np.where(log.many > 0, log.bounds[1:] - 1, -1)
    acquaintance, familiar, friend, partner = (log.when(first) for first in _reached(whole))
    return Standing(
        stage=_stages(course, now),
        r=_or_zero(whole.r, last),
        s=_or_zero(whole.s, last),
        as_of=log.when(last),
        blocked=_or_zero(whole.blocked, last),
        events=log.many,
        purchases=log.count(whole.bought),
        first_at=log.when(np.where(log.many > 0, log.begin, -1)),
        last_act_at=past.when(past.last(course.acts)),
        acquaintance_at=acquaintance,
        familiar_at=familiar,
        friend_at=friend,
        partner_at=partner,
    )


class _Course:
    """A log with the account after each event, and the numbers of the events that matter by kind."""

    def __init__(self, log: Log, p: Parameters) -> None:
        self.log, self.p = log, p
        self.r, self.s = _accounts(log, p)
        self.blocked = _blocked(log)
        self.opened = np.flatnonzero(log.kind == EventKind.SHARE_OPENED)
        self.bought = np.flatnonzero(log.kind == EventKind.PURCHASE_SATISFIED)
        self.acts = np.flatnonzero(_IS_ACT[log.kind])
        self.asked = np.flatnonzero((log.kind == EventKind.ASKED) | (log.kind == EventKind.REVIEWED))
        self.gave = np.flatnonzero((log.kind == EventKind.REFERRED) | (log.kind == EventKind.REVIEWED))

    @cached_property
    def first_act(self) -> Ints:
        return self.log.first(self.acts)

    @cached_property
    def first_asked(self) -> Ints:
        return self.log.first(self.asked)

    @cached_property
    def first_gave(self) -> Ints:
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
        return self.mean(_or_zero(self.r, last) * left, _or_zero(self.s, last) * left, _or_zero(self.blocked, last))

    def happened(self, first: Ints, when: int) -> Bools:
        """Whether the event of this number had happened by then."""
        at = self.log.when(first)
        so: Bools = (at != NEVER) & (at <= when)
        return so

    def within(self, chosen: Ints, inside: Callable[[Ints], Bools]) -> Ints:
        """How many of these events of each pair lie inside a time."""
        return self.log.count(chosen[inside(self.log.at[chosen])])


def _accounts(log: Log, p: Parameters) -> tuple[Floats, Floats]:
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


def _blocked(log: Log) -> Bools:
    """Whether the consumer's last word on it, right after each event, is a block."""
    spoke: Bools = (log.kind == EventKind.BLOCK) | (log.kind == EventKind.UNBLOCK)
    if not spoke.any():
        return spoke
    word = np.maximum.accumulate(np.where(spoke, np.arange(len(spoke)), -1))
    blocked: Bools = (word >= log.begin[log.pair]) & (log.kind[word] == EventKind.BLOCK)
    return blocked


def _levels(course: _Course, when: int) -> Kinds:
    """stages.level_at."""
    p = course.p
    familiar, lately = _micro(timedelta(days=p.familiar_days)), _micro(timedelta(days=p.partner_days))
    visits = course.within(course.opened, lambda at: (at > when - familiar) & (at <= when))
    bought = course.within(course.bought, lambda at: at <= when)
    bought_lately = course.within(course.bought, lambda at: (at > when - lately) & (at <= when))
    asked, gave = course.happened(course.first_asked, when), course.happened(course.first_gave, when)
    friend = (bought >= p.friend_purchases) & (course.mean_at(when) >= p.friend_mean - ROUNDING)
    partner = friend & (bought_lately >= p.partner_purchases) & gave
    known = (visits >= p.familiar_visits) | asked
    acquainted = course.happened(course.first_act, when)
    return np.select([partner, friend, known, acquainted], [4, 3, 2, 1], 0).astype(np.int8)


def _stages(course: _Course, now: int) -> Kinds:
    """stages.evidence, its stage."""
    p = course.p
    level = np.maximum(_levels(course, now), _levels(course, now - _micro(timedelta(hours=p.evaluation_hours))))
    blocked = _or_zero(course.blocked, course.log.bounds[1:] - 1) & (course.log.many > 0)
    cools = blocked | (_fallen(course, now) >= p.cooling_fall - ROUNDING) | _quiet(course, now)
    return np.where((level > 0) & cools, _COOLING, level).astype(np.int8)


def _fallen(course: _Course, now: int) -> Floats:
    """trust.fall."""
    log, since, mean = course.log, now - _micro(timedelta(days=course.p.cooling_fall_days)), course.mean_at(now)
    highest = np.maximum(mean, course.mean_at(since))
    late = np.flatnonzero(log.at > since)
    r, s = course.r[late], course.s[late]
    was_blocked = course.blocked[late - 1] & (late > log.begin[log.pair[late]])
    before = course.mean(r - log.gain[late], s - log.cost[late], was_blocked)
    after = course.mean(r, s, course.blocked[late])
    np.maximum.at(highest, log.pair[late], np.maximum(before, after))
    return highest - mean


def _quiet(course: _Course, now: int) -> Bools:
    """Whether the consumer has been silent for longer than their ways explain, as stages.quiet_after says."""
    p, log = course.p, course.log
    last = log.when(log.last(course.acts))
    silence = np.where(last == NEVER, 0, now - last)
    maybe = silence >= _quiet_after(np.zeros(1), p)  # the others' gaps need not be known
    return maybe & (silence >= _quiet_after(_median_gaps(course, maybe), p))


def _quiet_after(typical_days: Floats, p: Parameters) -> Ints:
    days = p.cooling_gaps * np.maximum(typical_days, p.cooling_least_gap_days)
    return np.rint(days * DAY).astype(np.int64)


def _median_gaps(course: _Course, of: Bools) -> Floats:
    """The median gap in days between the acts of each of these pairs, or what is taken for it with only one."""
    log, acts = course.log, course.acts[of[course.log.pair[course.acts]]]
    pair = log.pair[acts]
    same = pair[1:] == pair[:-1]
    gaps, pair = (np.diff(log.at[acts])[same]) / 1e6 / 86_400, pair[1:][same]
    gaps = gaps[np.lexsort((gaps, pair))]
    many = np.bincount(pair, minlength=len(log.many))
    begin = np.cumsum(many) - many
    there = many > 0
    found = np.full(len(many), course.p.cooling_first_gap_days)
    lower, upper = begin + (many - 1) // 2, begin + many // 2
    found[there] = (gaps[lower[there]] + gaps[upper[there]]) / 2
    return found


def _reached(course: _Course) -> tuple[Ints, Ints, Ints, Ints]:
    """The events at which each rung was first reached, as stages.reached says."""
    p, log = course.p, course.log
    so_far = np.cumsum(log.kind == EventKind.PURCHASE_SATISFIED)
    before = np.concatenate([[0], so_far])[log.begin]
    ready = np.flatnonzero(so_far - before[log.pair] >= p.friend_purchases)
    mean = course.mean(course.r[ready], course.s[ready], course.blocked[ready])
    friends = ready[mean >= p.friend_mean - ROUNDING]
    friend = log.first(friends)
    giving = friends[friends >= course.first_gave[log.pair[friends]]]
    bought = so_far[giving]
    enough = bought - before[log.pair[giving]] >= p.partner_purchases
    giving, bought = giving[enough], bought[enough]
    oldest = log.at[course.bought[bought - p.partner_purchases]]
    partner = log.first(giving[log.at[giving] - oldest < _micro(timedelta(days=p.partner_days))])
    familiar = np.minimum(np.minimum(_often_enough(course), course.first_asked), friend)
    return course.first_act, familiar, friend, partner


def _often_enough(course: _Course) -> Ints:
    """The first visit that is one of enough visits within the days."""
    log, opened, more = course.log, course.opened, course.p.familiar_visits - 1
    later, earlier = opened[more:], opened[: max(len(opened) - more, 0)]
    close = (log.pair[later] == log.pair[earlier]) & (
        log.at[later] - log.at[earlier] < _micro(timedelta(days=course.p.familiar_days))
    )
    return log.first(later[close])


def _micro(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _or_zero(values: NDArray[Some], numbers: Ints) -> NDArray[Some]:
    """The values with these numbers, zero where a number is -1."""
    there = numbers >= 0
    found = np.zeros(len(numbers), values.dtype)
    found[there] = values[numbers[there]]
    return found
