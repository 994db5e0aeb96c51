"""How the trust of a pair went over time: evidence carried forward from event to event, fading in between; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules import trust
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import WeightedEvent

MAX_STEPS = 180


@dataclass(slots=True)
class DecayingEvidence:
    """What is known at one moment. `wait` lets it fade, `take` adds an event."""

    p: Parameters
    at: datetime | None = None
    r: float = 0.0
    s: float = 0.0
    blocked: bool = False

    def decay_to(self, until: datetime) -> None:
        """Let time pass; it never runs back."""
        if self.at is not None:
            left = trust.faded(self.at, until, self.p)
            self.r, self.s = self.r * left, self.s * left
        self.at = until

    def add_event(self, event: WeightedEvent) -> None:
        """One more event, at its own moment."""
        self.decay_to(event.at)
        self.r, self.s = self.r + event.gain, self.s + event.cost
        if event.kind in (EventKind.BLOCK, EventKind.UNBLOCK):
            self.blocked = event.kind is EventKind.BLOCK

    @property
    def mean(self) -> float:
        """The mean of what is known; fixed while the consumer has blocked."""
        return self.p.blocked_mean if self.blocked else trust.mean_of(self.r, self.s)


@dataclass(frozen=True, slots=True)
class TrustPoint:
    """The account at one moment: its mean and its interval."""

    at: datetime
    mean: float
    low: float
    high: float


def trust_history_of(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> list[TrustPoint]:
    """The account from the first event until now: just before and just after each event, and day by day in between.

    A pair that has known each other for long is looked at in at most MOST_STEPS steps beside its events.
    """
    past = [event for event in events if event.at <= now]
    if not past:
        return []
    known, points = DecayingEvidence(p), []
    every = max(timedelta(days=1), (now - past[0].at) / MAX_STEPS)
    tick = past[0].at + every
    for event in past:
        while tick < event.at:
            known.decay_to(tick)
            points.append(_point(known, tick))
            tick += every
        known.decay_to(event.at)
        points.append(_point(known, event.at))
        known.add_event(event)
        points.append(_point(known, event.at))
    while tick < now:
        known.decay_to(tick)
        points.append(_point(known, tick))
        tick += every
    known.decay_to(now)
    return [*points, _point(known, now)]


def _point(known: DecayingEvidence, at: datetime) -> TrustPoint:
    held = trust.trust_of_evidence(known.r, known.s, known.p, blocked=known.blocked)
    return TrustPoint(at, held.mean, *held.interval)
