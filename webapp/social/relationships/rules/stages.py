"""The stage of a pair is a function of what has happened and of the time it is asked for; pure.

Stages follow Altman and Taylor's social penetration theory. The level of a pair rises the moment its conditions hold
and falls only after they have failed at two evaluations, a day apart: so the stage is the higher of the level now and
the level one evaluation ago, and needs no memory of its own. Cooling stands beside the ladder.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from webapp.social.relationships.kinds import CONSUMER_ACTS, STAGE_LADDER, EventKind, Stage
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import ROUNDING, WeightedEvent, mean_at, trust_drop


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
    past = [event for event in events if event.at <= now]
    acts = [event for event in past if event.kind in CONSUMER_ACTS]
    visits = _visits(past, now, p)
    asked = any(event.kind in (EventKind.ASKED, EventKind.REVIEWED) for event in past)
    bought = _purchases(past)
    if len(bought) >= p.friend_purchases and mean_at(past, now, p) >= p.friend_mean - ROUNDING:
        lately = [at for at in bought if now - at < timedelta(days=p.partner_days)]
        return 4 if len(lately) >= p.partner_purchases and _gave_back(past) else 3
    if visits >= p.familiar_visits or asked:
        return 2
    return 1 if acts else 0


def stage_evidence(events: Sequence[WeightedEvent], now: datetime, p: Parameters) -> StageEvidence:
    """The stage as of `now` with what it stands on."""
    past = [event for event in events if event.at <= now]
    level = max(level_at(past, now, p), level_at(past, now - timedelta(hours=p.evaluation_hours), p))
    acts = [event.at for event in past if event.kind in CONSUMER_ACTS]
    fallen, mean = trust_drop(past, now, p), mean_at(past, now, p)
    quiet_from = acts[-1] + quiet_after(acts, p) if acts else None
    blocked = _blocked(past)
    cools = level > 0 and (
        blocked or fallen >= p.cooling_fall - ROUNDING or (quiet_from is not None and now >= quiet_from)
    )
    bought = _purchases(past)
    return StageEvidence(
        stage=Stage.COOLING if cools else STAGE_LADDER[level],
        level=level,
        visits=_visits(past, now, p),
        purchases=len(bought),
        purchases_lately=sum(now - at < timedelta(days=p.partner_days) for at in bought),
        gave_back=_gave_back(past),
        mean=mean,
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
    for number, event in enumerate(events):
        for rung in range(1, level_at(events[: number + 1], event.at, p) + 1):
            first.setdefault(STAGE_LADDER[rung], event.at)
    return first


@dataclass(frozen=True, slots=True)
class StageChange:
    """One step from a stage to a neighbouring one, or into and out of cooling."""

    at: datetime
    before: Stage
    after: Stage


def stage_changes(events: Sequence[WeightedEvent], until: datetime, p: Parameters) -> list[StageChange]:
    """Every change of stage up to a moment, in steps of one rung, as evaluated at each event and once a day."""
    changes: list[StageChange] = []
    stage, level = Stage.STRANGER, 0
    for at in _evaluations(events, until, p):
        found = stage_evidence(events, at, p)
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


def _visits(past: Sequence[WeightedEvent], now: datetime, p: Parameters) -> int:
    since = now - timedelta(days=p.familiar_days)
    return sum(event.kind is EventKind.SHARE_OPENED and event.at > since for event in past)


def _purchases(past: Sequence[WeightedEvent]) -> list[datetime]:
    return [event.at for event in past if event.kind is EventKind.PURCHASE_SATISFIED]


def _gave_back(past: Sequence[WeightedEvent]) -> bool:
    return any(event.kind in (EventKind.REFERRED, EventKind.REVIEWED) for event in past)


def _blocked(past: Sequence[WeightedEvent]) -> bool:
    said = [event.kind for event in past if event.kind in (EventKind.BLOCK, EventKind.UNBLOCK)]
    return bool(said) and said[-1] is EventKind.BLOCK
