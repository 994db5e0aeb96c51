"""Trust of one pair as a beta distribution with forgetting; pure.

Beta reputation (Jøsang and Ismail, The Beta Reputation System, Bled 2002): r units of good and s units of bad evidence
give the mean (r + 1) / (r + s + 2). Evidence is forgotten by half-life: what lies d days back counts 0.5^(d / half
life). Bad weighs more than good only as far as the parameters say: the asymmetry is a parameter, not a law.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from scipy.special import betaincinv

from webapp.social.relationships.kinds import EVENT_RULES, EventKind
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
    rule = EVENT_RULES[kind]
    gain, cost = _value(rule.gain, p), _value(rule.cost, p)
    if not rule.weighs_by_care:
        return EventWeight(gain, cost, gain or cost, 1.0, 1.0)
    since = at - timedelta(hours=p.ignored_again_hours)
    recent = 1 + sum(since < each <= at for each in ignored_before)
    again = p.ignored_again_factor if recent >= p.ignored_again_from else 1.0
    factor = softening(ability, p)
    return EventWeight(gain, cost * again * factor, cost, again, factor)


def _value(parameter: str, p: Parameters) -> float:
    return float(getattr(p, parameter)) if parameter else 0.0


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


class Evidence(NamedTuple):
    """What is known of a pair at one moment: good, bad, and whether the consumer's last word on it is a block."""

    at: datetime | None = None
    r: float = 0.0
    s: float = 0.0
    blocked: bool = False

    def faded_to(self, when: datetime, p: Parameters) -> "Evidence":
        """What is left of it later; time never runs back."""
        left = faded(self.at, when, p) if self.at is not None else 1.0
        return Evidence(when, self.r * left, self.s * left, self.blocked)

    def with_event(self, event: WeightedEvent) -> "Evidence":
        """What is known right after an event of this very moment."""
        blocks = EVENT_RULES[event.kind].blocks
        blocked = self.blocked if blocks is None else blocks
        return Evidence(event.at, self.r + event.gain, self.s + event.cost, blocked)

    def mean(self, p: Parameters) -> float:
        """The expected value; fixed while the consumer has blocked."""
        return p.blocked_mean if self.blocked else mean_of(self.r, self.s)


class EvidenceStep(NamedTuple):
    """What is known just before and just after one event."""

    event: WeightedEvent
    before: Evidence
    after: Evidence


def walk_evidence(events: Iterable[WeightedEvent], p: Parameters) -> Iterator[EvidenceStep]:
    """Carry what is known of one pair from event to event, in order of time, fading in between."""
    known = Evidence()
    for event in events:
        before = known.faded_to(event.at, p)
        known = before.with_event(event)
        yield EvidenceStep(event, before, known)


def trust_of_events(events: Iterable[WeightedEvent], now: datetime, p: Parameters) -> Trust:
    """The account of a pair after these events, as of `now`."""
    known = Evidence()
    for step in walk_evidence(takewhile(lambda event: event.at <= now, events), p):
        known = step.after
    known = known.faded_to(now, p)
    return trust_of_evidence(known.r, known.s, p, blocked=known.blocked)


def trust_of_evidence(r: float, s: float, p: Parameters, *, blocked: bool) -> Trust:
    """The account that this much evidence makes; "new" while there is too little of it."""
    is_new = r + s < p.new_below
    if blocked:
        return Trust(r, s, p.blocked_mean, (p.blocked_mean, p.blocked_mean), blocked=True, is_new=is_new)
    return Trust(r, s, mean_of(r, s), interval_of(r, s, p), blocked=False, is_new=is_new)
