"""The stage of a pair is a function of what has happened and of the time it is asked for; pure.

Stages follow Altman and Taylor's social penetration theory. The level of a pair rises the moment its conditions hold
and falls only after they have failed at two evaluations, a day apart: so the stage is the higher of the level now and
the level one evaluation ago, and needs no memory of its own. Cooling stands beside the ladder.
"""

import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from webapp.social.relationships.facts import StageChange
from webapp.social.relationships.kinds import (
    CONSUMER_ACTS,
    CONTACTS,
    GIFTS,
    PURCHASES,
    STAGE_LADDER,
    VISITS,
    EventKind,
    Stage,
)
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import ROUNDING, WeightedEvent
from webapp.social.relationships.rules.trust_history import TrustHistory


@dataclass(frozen=True, slots=True)
class StageEvidence:
    """What a stage stands on, as of one moment."""

    stage: Stage
    level: int
    visits: int
    purchases: int
    purchases_lately: int
    gave_back: bool
    mean: float
    trust_drop: float
    last_act_at: datetime | None
    quiet_from: datetime | None
    """From then on the pair counts as quiet, unless the consumer does something."""


def level_at(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> int:
    """How many rungs of the ladder hold, hysteresis and cooling left aside: 0 stranger … 4 partner."""
    return _level(TrustHistory.of(events, p).until(now), now)


def _level(past: TrustHistory, now: datetime) -> int:
    p, bought = past.p, _times(past, PURCHASES)
    if len(bought) >= p.friend_purchases and past.mean_at(now) >= p.friend_mean - ROUNDING:
        lately = [at for at in bought if now - at < timedelta(days=p.partner_days)]
        return 4 if len(lately) >= p.partner_purchases and _times(past, GIFTS) else 3
    if _visits(past, now) >= p.familiar_visits or _times(past, CONTACTS):
        return 2
    return 1 if _times(past, CONSUMER_ACTS) else 0


def stage_evidence(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> StageEvidence:
    """The stage as of `now` with what it stands on."""
    return _evidence(TrustHistory.of(events, p).until(now), now)


def _evidence(past: TrustHistory, now: datetime) -> StageEvidence:
    p, earlier = past.p, now - timedelta(hours=past.p.evaluation_hours)
    level = max(_level(past, now), _level(past.until(earlier), earlier))
    acts, bought = _times(past, CONSUMER_ACTS), _times(past, PURCHASES)
    known, fallen = past.evidence_at(now), past.drop(now)
    quiet_from = acts[-1] + quiet_after(acts, p) if acts else None
    quiet = quiet_from is not None and now >= quiet_from
    cools = level > 0 and (known.blocked or fallen >= p.cooling_fall - ROUNDING or quiet)
    return StageEvidence(
        stage=Stage.COOLING if cools else STAGE_LADDER[level],
        level=level,
        visits=_visits(past, now),
        purchases=len(bought),
        purchases_lately=sum(now - at < timedelta(days=p.partner_days) for at in bought),
        gave_back=bool(_times(past, GIFTS)),
        mean=known.mean(p),
        trust_drop=fallen,
        last_act_at=acts[-1] if acts else None,
        quiet_from=quiet_from,
    )


def quiet_after(acts: Sequence[datetime], p: Parameters) -> timedelta:
    """How long this consumer's silence must last to mean something: a multiple of the median gap between their acts."""
    gaps = [(later - earlier).total_seconds() / 86_400 for earlier, later in itertools.pairwise(acts)]
    typical = median(gaps) if gaps else p.cooling_first_gap_days
    return timedelta(days=p.cooling_gaps * max(typical, p.cooling_least_gap_days))


def first_reached(events: Sequence[WeightedEvent], p: Parameters) -> dict[Stage, datetime]:
    """When each rung was first reached. A level rises only at an event, so only events are asked."""
    first: dict[Stage, datetime] = {}
    history = TrustHistory.of(events, p)
    for number, event in enumerate(events, 1):
        for rung in range(1, _level(history.first(number), event.at) + 1):
            first.setdefault(STAGE_LADDER[rung], event.at)
    return first


def stage_changes(events: Sequence[WeightedEvent], until: datetime, p: Parameters) -> list[StageChange]:
    """Every change of stage up to a moment, in steps of one rung, as evaluated at each event and once a day."""
    changes: list[StageChange] = []
    history = TrustHistory.of(events, p)
    stage, level = Stage.STRANGER, 0
    for at in _evaluations(events, until, p):
        found = _evidence(history.until(at), at)
        if found.stage is stage:
            continue
        if Stage.COOLING in (stage, found.stage):
            changes.append(StageChange(at, stage, found.stage))
        else:
            step = 1 if found.level > level else -1
            changes += [
                StageChange(at, STAGE_LADDER[rung], STAGE_LADDER[rung + step])
                for rung in range(level, found.level, step)
            ]
        stage, level = found.stage, found.level
    return changes


def _evaluations(events: Sequence[WeightedEvent], until: datetime, p: Parameters) -> list[datetime]:
    if not events:
        return []
    every, at = timedelta(hours=p.evaluation_hours), events[0].at
    ticks = [at + every * n for n in range(1, int((until - at) / every) + 1)]
    return sorted({*ticks, until, *(event.at for event in events if event.at <= until)})


def _times(past: TrustHistory, kinds: Set[EventKind]) -> list[datetime]:
    """When events of these kinds happened."""
    return [step.event.at for step in past.steps if step.event.kind in kinds]


def _visits(past: TrustHistory, now: datetime) -> int:
    since = now - timedelta(days=past.p.familiar_days)
    return sum(at > since for at in _times(past, VISITS))
