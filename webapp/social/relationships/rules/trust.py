"""Trust of one pair as a beta distribution with forgetting; pure.

Beta reputation (Jøsang and Ismail, The Beta Reputation System, Bled 2002): r units of good and s units of bad evidence
give the mean (r + 1) / (r + s + 2). Evidence is forgotten by half-life: what lies d days back counts 0.5^(d / half
life). Bad weighs more than good only as far as the parameters say: the asymmetry is a parameter, not a law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scipy.special import betaincinv

from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules.parameters import Parameters

NEUTRAL_ABILITY = 0.5
DAY_SECONDS = 86_400.0
# A bound counts as reached this far below it, so that no stage hangs on how a sum was rounded.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class EventWeight:
    """What one event adds: units of good and of bad evidence, and the factors they came from."""

    gain: float
    cost: float
    base: float
    repeat_factor: float
    ability_factor: float


@dataclass(frozen=True, slots=True)
class WeightedEvent:
    """One event of one pair, in order of time, with its weight as it was recorded."""

    at: datetime
    kind: EventKind
    gain: float
    cost: float


@dataclass(frozen=True, slots=True)
class Trust:
    """The account of a pair at one moment: evidence, mean, interval, and whether the consumer has blocked."""

    r: float
    s: float
    mean: float
    interval: tuple[float, float]
    blocked: bool
    is_new: bool


def weigh(
    kind: EventKind,
    at: datetime,
    ignored_before: Sequence[datetime],
    p: Parameters,
    *,
    ability: float = NEUTRAL_ABILITY,
) -> EventWeight:
    """What this event adds.

    `ignored_before` are the times of the pair's earlier ignored shares. The third and each further ignored share
    within a day costs more. Ability, from 0 to 1 and neutral at 0.5, makes an ignored share cheaper or dearer; it
    never touches what a complaint, a delay or a refund costs.
    """
    if kind is EventKind.SHARE_IGNORED:
        since = at - timedelta(hours=p.ignored_again_hours)
        recent = 1 + sum(since < each <= at for each in ignored_before)
        again = p.ignored_again_factor if recent >= p.ignored_again_from else 1.0
        factor = softening(ability, p)
        return EventWeight(0.0, p.ignored_cost * again * factor, p.ignored_cost, again, factor)
    gains = {EventKind.SHARE_OPENED: p.opened_gain, EventKind.PURCHASE_SATISFIED: p.satisfied_gain}
    costs = {
        EventKind.REFUND_NO_FAULT: p.refund_cost,
        EventKind.DELIVERY_LATE: p.late_cost,
        EventKind.COMPLAINT_UPHELD: p.complaint_cost,
    }
    gain, cost = gains.get(kind, 0.0), costs.get(kind, 0.0)
    return EventWeight(gain, cost, gain or cost, 1.0, 1.0)


def softening(ability: float, p: Parameters) -> float:
    """What an ignored share's cost is multiplied by: 1 at neutral ability, less for the able."""
    return 1 + p.ability_softening * (1 - 2 * ability)


def faded(at: datetime, now: datetime, p: Parameters) -> float:
    """How much of a unit of evidence from then is left now."""
    return float(0.5 ** ((now - at).total_seconds() / DAY_SECONDS / p.half_life_days))


def mean_of(r: float, s: float) -> float:
    """The expected value of the beta distribution with a uniform prior."""
    return (r + 1) / (r + s + 2)


def interval_of(r: float, s: float, p: Parameters) -> tuple[float, float]:
    """The equal-tailed interval of the same distribution."""
    tail = (1 - p.interval) / 2
    return float(betaincinv(r + 1, s + 1, tail)), float(betaincinv(r + 1, s + 1, 1 - tail))


def trust_of_events(events: Iterable[WeightedEvent], now: datetime, p: Parameters) -> Trust:
    """The account of a pair after these events, as of `now`."""
    r = s = 0.0
    blocked = False
    for event in events:
        if event.at > now:
            break
        left = faded(event.at, now, p)
        r, s = r + event.gain * left, s + event.cost * left
        if event.kind in (EventKind.BLOCK, EventKind.UNBLOCK):
            blocked = event.kind is EventKind.BLOCK
    return trust_of_evidence(r, s, p, blocked=blocked)


def trust_of_evidence(r: float, s: float, p: Parameters, *, blocked: bool) -> Trust:
    """The account that this much evidence makes; "new" while there is too little of it."""
    is_new = r + s < p.new_below
    if blocked:
        return Trust(r, s, p.blocked_mean, (p.blocked_mean, p.blocked_mean), blocked=True, is_new=is_new)
    return Trust(r, s, mean_of(r, s), interval_of(r, s, p), blocked=False, is_new=is_new)


def mean_at(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> float:
    """The mean at a moment; the prior where nothing had happened."""
    r = s = 0.0
    blocked = False
    for event in events:
        if event.at > now:
            break
        left = faded(event.at, now, p)
        r, s = r + event.gain * left, s + event.cost * left
        if event.kind in (EventKind.BLOCK, EventKind.UNBLOCK):
            blocked = event.kind is EventKind.BLOCK
    return p.blocked_mean if blocked else mean_of(r, s)


def trust_drop(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> float:
    """How far the mean has fallen from its highest point in the last days.

    Between two events the mean only drifts towards the prior, so its highest point lies at an event or at an end.
    """
    since = now - timedelta(days=p.cooling_fall_days)
    highest = max(mean_at(events, since, p), mean_at(events, now, p))
    r = s = 0.0
    blocked, before = False, events[0].at if events else now
    for event in events:
        if event.at > now:
            break
        left = faded(before, event.at, p)
        r, s, before = r * left, s * left, event.at
        if event.at > since:
            highest = max(highest, p.blocked_mean if blocked else mean_of(r, s))
        r, s = r + event.gain, s + event.cost
        if event.kind in (EventKind.BLOCK, EventKind.UNBLOCK):
            blocked = event.kind is EventKind.BLOCK
        if event.at > since:
            highest = max(highest, p.blocked_mean if blocked else mean_of(r, s))
    return highest - mean_at(events, now, p)
