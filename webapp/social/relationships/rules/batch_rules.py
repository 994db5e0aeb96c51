"""Where many pairs stand, worked out at once on arrays; pure.

trust.py and stages.py say what is true of one pair, and a test holds this module to them. Times are as
kernel.numpy_io.timestamp_micros counts them, NO_TIMESTAMP where there is none.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from webapp.kernel.numpy_io import NO_TIMESTAMP
from webapp.social.relationships.kinds import STAGE_LADDER, Stage
from webapp.social.relationships.rules.batch_history import (
    DAY,
    Bools,
    EventLog,
    Floats,
    Ints,
    Kinds,
    TrustHistories,
    microseconds,
    or_zero,
)
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import ROUNDING

# A stage is told by its place here.
STAGES = (*STAGE_LADDER, Stage.COOLING)
_COOLING = len(STAGE_LADDER)


@dataclass(frozen=True, slots=True)
class PairStates:
    """Where each pair stands, by column, as the table relationship has it; `since` apart, which needs a memory."""

    stage: Kinds
    r: Floats
    s: Floats
    as_of: Ints
    blocked: Bools
    events: Ints
    first_at: Ints
    last_act_at: Ints
    acquaintance_at: Ints
    familiar_at: Ints
    friend_at: Ints
    partner_at: Ints
    bought: Bools
    """Whether the consumer has ever been satisfied with a purchase; no column of the table."""


def pair_states(log: EventLog, now: int, p: Parameters) -> PairStates:
    """Where all pairs of a log stand, as of now."""
    whole = TrustHistories(log, p)
    past = log.until(now)
    course = whole if past is log else TrustHistories(past, p)
    last = np.where(log.many > 0, log.bounds[1:] - 1, -1)
    acquaintance, familiar, friend, partner = (log.when(first) for first in _reached(whole))
    return PairStates(
        stage=_stages(course, now),
        r=or_zero(whole.r, last),
        s=or_zero(whole.s, last),
        as_of=log.when(last),
        blocked=or_zero(whole.blocked, last),
        events=log.many,
        first_at=log.when(np.where(log.many > 0, log.begin, -1)),
        last_act_at=past.when(past.last(course.acts)),
        acquaintance_at=acquaintance,
        familiar_at=familiar,
        friend_at=friend,
        partner_at=partner,
        bought=log.count(whole.bought) > 0,
    )


def _levels(course: TrustHistories, when: int) -> Kinds:
    """stages.level_at."""
    p = course.p
    familiar, lately = microseconds(timedelta(days=p.familiar_days)), microseconds(timedelta(days=p.partner_days))
    visits = course.within(course.opened, lambda at: (at > when - familiar) & (at <= when))
    bought = course.within(course.bought, lambda at: at <= when)
    bought_lately = course.within(course.bought, lambda at: (at > when - lately) & (at <= when))
    asked, gave = course.happened(course.first_asked, when), course.happened(course.first_gift, when)
    friend = (bought >= p.friend_purchases) & (course.mean_at(when) >= p.friend_mean - ROUNDING)
    partner = friend & (bought_lately >= p.partner_purchases) & gave
    known = (visits >= p.familiar_visits) | asked
    acquainted = course.happened(course.first_act, when)
    return np.select([partner, friend, known, acquainted], [4, 3, 2, 1], 0).astype(np.int8)


def _stages(course: TrustHistories, now: int) -> Kinds:
    """stages.stage_evidence, its stage."""
    p = course.p
    level = np.maximum(_levels(course, now), _levels(course, now - microseconds(timedelta(hours=p.evaluation_hours))))
    blocked = or_zero(course.blocked, course.log.bounds[1:] - 1) & (course.log.many > 0)
    cools = blocked | (_fallen(course, now) >= p.cooling_fall - ROUNDING) | _quiet(course, now)
    return np.where((level > 0) & cools, _COOLING, level).astype(np.int8)


def _fallen(course: TrustHistories, now: int) -> Floats:
    """trust_history.TrustHistory.drop."""
    log, since, mean = course.log, now - microseconds(timedelta(days=course.p.cooling_fall_days)), course.mean_at(now)
    highest = np.maximum(mean, course.mean_at(since))
    late = np.flatnonzero(log.at > since)
    r, s = course.r[late], course.s[late]
    was_blocked = course.blocked[late - 1] & (late > log.begin[log.pair[late]])
    before = course.mean(r - log.gain[late], s - log.cost[late], was_blocked)
    after = course.mean(r, s, course.blocked[late])
    np.maximum.at(highest, log.pair[late], np.maximum(before, after))
    return highest - mean


def _quiet(course: TrustHistories, now: int) -> Bools:
    """Whether the consumer has been silent for longer than their ways explain, as stages.quiet_after says."""
    p, log = course.p, course.log
    last = log.when(log.last(course.acts))
    silence = np.where(last == NO_TIMESTAMP, 0, now - last)
    maybe = silence >= _quiet_after(np.zeros(1), p)  # the others' gaps need not be known
    return maybe & (silence >= _quiet_after(_median_gaps(course, maybe), p))


def _quiet_after(typical_days: Floats, p: Parameters) -> Ints:
    days = p.cooling_gaps * np.maximum(typical_days, p.cooling_least_gap_days)
    return np.rint(days * DAY).astype(np.int64)


def _median_gaps(course: TrustHistories, of: Bools) -> Floats:
    """The median gap in days between the acts of each of these pairs, or what is taken for it with only one."""
    log, acts = course.log, course.acts[of[course.log.pair[course.acts]]]
    pair = log.pair[acts]
    same = pair[1:] == pair[:-1]
    gaps, pair = (np.diff(log.at[acts])[same]) / 1e6 / 86_400, pair[1:][same]
    order = np.argsort(gaps)
    # The fewer bytes the pair's number takes the faster it sorts; up to two, numpy needs no comparisons.
    order = order[np.argsort(pair[order].astype(np.min_scalar_type(len(log.many))), kind="stable")]
    gaps = gaps[order]
    many = np.bincount(pair, minlength=len(log.many))
    begin = np.cumsum(many) - many
    there = many > 0
    found = np.full(len(many), course.p.cooling_first_gap_days)
    lower, upper = begin + (many - 1) // 2, begin + many // 2
    found[there] = (gaps[lower[there]] + gaps[upper[there]]) / 2
    return found


def _reached(course: TrustHistories) -> tuple[Ints, Ints, Ints, Ints]:
    """The events at which each rung was first reached, as stages.first_reached says."""
    p, log = course.p, course.log
    so_far = np.cumsum(course.is_purchase)
    before = np.concatenate([[0], so_far])[log.begin]
    ready = np.flatnonzero(so_far - before[log.pair] >= p.friend_purchases)
    mean = course.mean(course.r[ready], course.s[ready], course.blocked[ready])
    friends = ready[mean >= p.friend_mean - ROUNDING]
    friend = log.first(friends)
    giving = friends[friends >= course.first_gift[log.pair[friends]]]
    bought = so_far[giving]
    enough = bought - before[log.pair[giving]] >= p.partner_purchases
    giving, bought = giving[enough], bought[enough]
    oldest = log.at[course.bought[bought - p.partner_purchases]]
    partner = log.first(giving[log.at[giving] - oldest < microseconds(timedelta(days=p.partner_days))])
    familiar = np.minimum(np.minimum(_often_enough(course), course.first_asked), friend)
    return course.first_act, familiar, friend, partner


def _often_enough(course: TrustHistories) -> Ints:
    """The first visit that is one of enough visits within the days."""
    log, opened, more = course.log, course.opened, course.p.familiar_visits - 1
    later, earlier = opened[more:], opened[: max(len(opened) - more, 0)]
    close = (log.pair[later] == log.pair[earlier]) & (
        log.at[later] - log.at[earlier] < microseconds(timedelta(days=course.p.familiar_days))
    )
    return log.first(later[close])
