"""Events in: each is weighed and kept once, and the pair is derived anew from all its events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row, rows
from webapp.people import consent
from webapp.people.consent import ConsentGiven
from webapp.social.relationships.kinds import EventKind, Stage
from webapp.social.relationships.rules import stages, trust
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.rules.trust import WeightedEvent
from webapp.social.relationships.service.contact_preferences import contact_preferences_of

PURPOSE = "relationship"
"""What a consumer must allow before anything is remembered between them and a shopkeeper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventReport:
    """Something that happened between a shopkeeper and a consumer; `source` names its cause, and counts once."""

    shopkeeper_id: int
    person_id: int
    kind: EventKind
    source: str
    at: datetime


def record_event(telling: EventReport, *, now: datetime) -> bool:
    """Record one event inside the open transaction and derive the pair anew; False when it was told before.

    False, too, when this consumer does not want to be remembered. The pair's row is locked first: without it, two
    events at once would each derive the pair without the other.
    """
    if _is_own(telling.shopkeeper_id, telling.person_id):
        return False
    if not consent.lock_consent(telling.person_id, PURPOSE, at=telling.at):
        return False
    _take(telling)
    before = [event.at for event in _events(telling.shopkeeper_id, telling.person_id) if _ignored(event, telling.at)]
    weight = trust.weigh(telling.kind, telling.at, before, parameters(), ability=ability_of(telling.shopkeeper_id))
    added = execute(
        """INSERT INTO relationship_event (shopkeeper_id, person_id, at, kind, gain, cost, source, detail)
           VALUES (:shopkeeper, :person, :at, :kind, :gain, :cost, :source, CAST(:detail AS jsonb))
           ON CONFLICT (shopkeeper_id, person_id, kind, source) DO NOTHING""",
        shopkeeper=telling.shopkeeper_id,
        person=telling.person_id,
        at=telling.at,
        kind=int(telling.kind),
        gain=weight.gain,
        cost=weight.cost,
        source=telling.source,
        detail=json.dumps({"base": weight.base, "again": weight.repeat_factor, "ability": weight.ability_factor}),
    )
    if added:
        derive_pair(telling.shopkeeper_id, telling.person_id, now=now)
    return bool(added)


@dataclass(frozen=True, slots=True)
class TrustForecast:
    """The mean trust of a pair now, after one more event, and the bad evidence that event would add."""

    now: float
    after: float
    cost: float


def forecast_event(shopkeeper_id: int, person_id: int, kind: EventKind, *, now: datetime) -> TrustForecast:
    """What one more event of this kind would do to a pair; nothing is recorded. Not for ignored shares."""
    p, events = parameters(), _events(shopkeeper_id, person_id)
    weight = trust.weigh(kind, now, (), p)
    event = WeightedEvent(now, kind, weight.gain, weight.cost)
    return TrustForecast(
        trust.trust_of_events(events, now, p).mean, trust.trust_of_events([*events, event], now, p).mean, weight.cost
    )


def record_blocks_again(given: ConsentGiven) -> None:
    """Somebody lets themselves be remembered again: whom they have blocked all the while is blocked from the start."""
    if given.purpose != PURPOSE:
        return
    person_id, now = given.person_id, given.given_at
    for choice in contact_preferences_of(person_id):
        if choice.blocked_at is not None:
            source = f"choice:{choice.blocked_at.timestamp():.6f}"
            record_event(
                EventReport(
                    shopkeeper_id=choice.shopkeeper_id,
                    person_id=person_id,
                    kind=EventKind.BLOCK,
                    source=source,
                    at=now,
                ),
                now=now,
            )


def void_event(event_id: int, shopkeeper_id: int, person_id: int, reason: str, *, now: datetime) -> None:
    """Let an event no longer count, and derive its pair anew."""
    _lock(shopkeeper_id, person_id)
    execute(
        """INSERT INTO relationship_event_void (event_id, reason, at) VALUES (:id, :reason, :now)
           ON CONFLICT (event_id) DO NOTHING""",
        id=event_id,
        reason=reason,
        now=now,
    )
    derive_pair(shopkeeper_id, person_id, now=now)


def void_reported_event(telling: EventReport, reason: str, *, now: datetime) -> bool:
    """Let what was told of this cause no longer count; False when nothing was, or it was struck before.

    What is struck stays struck: telling it again changes nothing.
    """
    event_id = row(
        int,
        """SELECT id FROM relationship_event AS e
           WHERE shopkeeper_id = :shopkeeper AND person_id = :person AND kind = :kind AND source = :source
             AND NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = e.id)""",
        shopkeeper=telling.shopkeeper_id,
        person=telling.person_id,
        kind=int(telling.kind),
        source=telling.source,
    )
    if event_id is None:
        return False
    void_event(event_id, telling.shopkeeper_id, telling.person_id, reason, now=now)
    return True


def derive_pair(shopkeeper_id: int, person_id: int, *, now: datetime) -> None:
    """Write where a pair stands now, from nothing but its events; without any it keeps only the days it has."""
    p, events = parameters(), _events(shopkeeper_id, person_id)
    found, last = stages.stage_evidence(events, now, p), events[-1].at if events else None
    held = trust.trust_of_events(events, last or now, p)
    reached = stages.first_reached(events, p)
    execute(
        """UPDATE relationship SET stage = CAST(:stage AS varchar),
                  since = CASE WHEN stage = CAST(:stage AS varchar) THEN since ELSE :now END,
                  r = :r, s = :s, as_of = coalesce(CAST(:as_of AS timestamptz), as_of), blocked = :blocked,
                  events = :events,
                  first_at = coalesce(CAST(:first_at AS timestamptz), first_at), last_act_at = :last_act_at,
                  acquaintance_at = :acquaintance, familiar_at = :familiar,
                  friend_at = :friend, partner_at = :partner
           WHERE shopkeeper_id = :shopkeeper AND person_id = :person""",
        shopkeeper=shopkeeper_id,
        person=person_id,
        stage=found.stage.value,
        now=now,
        r=held.r,
        s=held.s,
        as_of=last,
        blocked=held.blocked,
        events=len(events),
        first_at=events[0].at if events else None,
        last_act_at=found.last_act_at,
        acquaintance=reached.get(Stage.ACQUAINTANCE),
        familiar=reached.get(Stage.FAMILIAR),
        friend=reached.get(Stage.FRIEND),
        partner=reached.get(Stage.PARTNER),
    )


def derive_pair_locked(shopkeeper_id: int, person_id: int, *, now: datetime) -> None:
    """The same for a pair of which nothing is told: nobody tells of it meanwhile."""
    _lock(shopkeeper_id, person_id)
    derive_pair(shopkeeper_id, person_id, now=now)


def ability_of(shopkeeper_id: int) -> float:
    """How able this shopkeeper has shown to be, from 0 to 1; neutral until something is known."""
    ability = row(float, "SELECT ability FROM shopkeeper_score WHERE shopkeeper_id = :id", id=shopkeeper_id)
    return trust.NEUTRAL_ABILITY if ability is None else ability


def save_abilities(abilities: Mapping[int, float], *, now: datetime) -> None:
    """Write how able these shopkeepers have shown to be; one statement, however many."""
    execute(
        """INSERT INTO shopkeeper_score (shopkeeper_id, ability, at)
           SELECT shop, ability, :now
           FROM unnest(CAST(:shops AS bigint[]), CAST(:abilities AS float8[])) AS counted (shop, ability)
           ON CONFLICT (shopkeeper_id) DO UPDATE SET ability = excluded.ability""",
        shops=list(abilities),
        abilities=list(abilities.values()),
        now=now,
    )


def events_of(shopkeeper_id: int, person_id: int) -> list[WeightedEvent]:
    """All events of a pair that count, in order of time."""
    return _events(shopkeeper_id, person_id)


def _take(telling: EventReport) -> None:
    execute(
        """INSERT INTO relationship (shopkeeper_id, person_id, since, as_of, first_at)
           VALUES (:shopkeeper, :person, :at, :at, :at) ON CONFLICT (shopkeeper_id, person_id) DO NOTHING""",
        shopkeeper=telling.shopkeeper_id,
        person=telling.person_id,
        at=telling.at,
    )
    _lock(telling.shopkeeper_id, telling.person_id)


def _lock(shopkeeper_id: int, person_id: int) -> None:
    execute(
        "SELECT 1 FROM relationship WHERE shopkeeper_id = :s AND person_id = :p FOR UPDATE",
        s=shopkeeper_id,
        p=person_id,
    )


def _events(shopkeeper_id: int, person_id: int) -> list[WeightedEvent]:
    return rows(
        WeightedEvent,
        """SELECT at, kind, gain, cost FROM relationship_event e
           WHERE shopkeeper_id = :s AND person_id = :p
             AND NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = e.id)
           ORDER BY at, id""",
        s=shopkeeper_id,
        p=person_id,
    )


def _ignored(event: WeightedEvent, at: datetime) -> bool:
    return event.kind is EventKind.SHARE_IGNORED and event.at <= at


def _is_own(shopkeeper_id: int, person_id: int) -> bool:
    """Nobody stands in a relationship with themselves."""
    return bool(row(int, "SELECT 1 FROM shopkeeper WHERE id = :s AND person_id = :p", s=shopkeeper_id, p=person_id))
