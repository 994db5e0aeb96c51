"""How the trust of a pair went over time: what was known after each of its events, fading in between; pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.social.relationships.rules import trust
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import Evidence, EvidenceStep, WeightedEvent

MAX_STEPS = 180


@dataclass(frozen=True, slots=True)
class TrustHistory:
    """The events of one pair in order of time, with what was known just before and just after each."""

    steps: Sequence[EvidenceStep]
    p: Parameters

    @classmethod
    def of(cls, events: Sequence[WeightedEvent], p: Parameters) -> "TrustHistory":
        """Walk through the events once; whatever is asked later is looked up."""
        return cls(list(trust.walk_evidence(events, p)), p)

    def first(self, number: int) -> "TrustHistory":
        """The same up to so many events."""
        return TrustHistory(self.steps[:number], self.p)

    def until(self, when: datetime) -> "TrustHistory":
        """The same without what comes after."""
        return self.first(self._many(when))

    def evidence_at(self, when: datetime) -> Evidence:
        """What was known at a moment; nothing where nothing had happened."""
        many = self._many(when)
        return (self.steps[many - 1].after if many else Evidence()).faded_to(when, self.p)

    def mean_at(self, when: datetime) -> float:
        """The mean at a moment; the prior where nothing had happened."""
        return self.evidence_at(when).mean(self.p)

    def drop(self, now: datetime) -> float:
        """How far the mean has fallen from its highest point in the last days.

        Between two events the mean only drifts towards the prior, so its highest point lies at an event or at an end.
        """
        p, since, mean = self.p, now - timedelta(days=self.p.cooling_fall_days), self.mean_at(now)
        late = self.steps[self._many(since) : self._many(now)]
        return max(mean, self.mean_at(since), *(known.mean(p) for step in late for known in step[1:])) - mean

    def _many(self, when: datetime) -> int:
        return bisect_right(self.steps, when, key=lambda step: step.event.at)


@dataclass(frozen=True, slots=True)
class TrustPoint:
    """The account at one moment: its mean and its interval."""

    at: datetime
    mean: float
    low: float
    high: float


def trust_history_of(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> list[TrustPoint]:
    """The account from the first event until now: just before and just after each event, and day by day in between.

    A pair that has known each other for long is looked at in at most MAX_STEPS steps beside its events.
    """
    history = TrustHistory.of(events, p).until(now)
    return [_point(at, known, p) for at, known in _moments(history, now)] if history.steps else []


def _moments(history: TrustHistory, now: datetime) -> Iterator[tuple[datetime, Evidence]]:
    first = history.steps[0].event.at
    every = max(timedelta(days=1), (now - first) / MAX_STEPS)
    known, tick = Evidence(), first + every
    for step in history.steps:
        while tick < step.event.at:
            yield tick, known.faded_to(tick, history.p)
            tick += every
        yield step.event.at, step.before
        yield step.event.at, step.after
        known = step.after
    while tick < now:
        yield tick, known.faded_to(tick, history.p)
        tick += every
    yield now, known.faded_to(now, history.p)


def _point(at: datetime, known: Evidence, p: Parameters) -> TrustPoint:
    held = trust.trust_of_evidence(known.r, known.s, p, blocked=known.blocked)
    return TrustPoint(at, held.mean, *held.interval)
