"""Events in: each is weighed and kept once, and the pair is derived anew from all its events."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from webapp.domain.social.relationships import stages, trust
from webapp.domain.social.relationships.kinds import EventKind, Stage
from webapp.domain.social.relationships.parameters import parameters
from webapp.domain.social.relationships.trust import Happened
from webapp.kernel.db import execute, row, rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """Something that happened between a shopkeeper and a consumer; `source` names its cause, and counts once."""

    shopkeeper_id: int
    person_id: int
    kind: EventKind
    source: str
    at: datetime


def tell(telling: Telling, *, now: datetime) -> bool:
    """Record one event inside the open transaction and derive the pair anew; False when it was told before.

    The pair's row is locked first: without it, two events at once would each derive the pair without the other.
    """
    if _is_own(telling.shopkeeper_id, telling.person_id):
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
        detail=json.dumps({key: value for key, value in asdict(weight).items() if key in ("base", "again", "ability")}),
    )
    if added:
        derive(telling.shopkeeper_id, telling.person_id, now=now)
    return bool(added)


def strike(event_id: int, shopkeeper_id: int, person_id: int, reason: str, *, now: datetime) -> None:
    """Let an event no longer count, and derive its pair anew."""
    _lock(shopkeeper_id, person_id)
    execute(
        """INSERT INTO relationship_strike (event_id, reason, at) VALUES (:id, :reason, :now)
           ON CONFLICT (event_id) DO NOTHING""",
        id=event_id,
        reason=reason,
        now=now,
    )
    derive(shopkeeper_id, person_id, now=now)


def derive(shopkeeper_id: int, person_id: int, *, now: datetime) -> None:
    """Write where a pair stands now, from nothing but its events; without any it keeps only the days it has."""
    p, events = parameters(), _events(shopkeeper_id, person_id)
    found, last = stages.evidence(events, now, p), events[-1].at if events else None
    held = trust.account(events, last or now, p)
    reached = stages.reached(events, p)
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


def derive_alone(shopkeeper_id: int, person_id: int, *, now: datetime) -> None:
    """The same for a pair of which nothing is told: nobody tells of it meanwhile."""
    _lock(shopkeeper_id, person_id)
    derive(shopkeeper_id, person_id, now=now)


def ability_of(shopkeeper_id: int) -> float:
    """How able this shopkeeper has shown to be, from 0 to 1; neutral until something is known."""
    found = row("SELECT ability FROM shopkeeper_score WHERE shopkeeper_id = :id", id=shopkeeper_id)
    return float(found["ability"]) if found else trust.NEUTRAL_ABILITY


def events_of(shopkeeper_id: int, person_id: int) -> list[Happened]:
    """All events of a pair that count, in order of time."""
    return _events(shopkeeper_id, person_id)


def _take(telling: Telling) -> None:
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


def _events(shopkeeper_id: int, person_id: int) -> list[Happened]:
    found = rows(
        """SELECT at, kind, gain, cost FROM relationship_event e
           WHERE shopkeeper_id = :s AND person_id = :p
             AND NOT EXISTS (SELECT FROM relationship_strike WHERE event_id = e.id)
           ORDER BY at, id""",
        s=shopkeeper_id,
        p=person_id,
    )
    return [Happened(each["at"], EventKind(each["kind"]), each["gain"], each["cost"]) for each in found]


def _ignored(event: Happened, at: datetime) -> bool:
    return event.kind is EventKind.SHARE_IGNORED and event.at <= at


def _is_own(shopkeeper_id: int, person_id: int) -> bool:
    """Nobody stands in a relationship with themselves."""
    return row("SELECT 1 FROM shopkeeper WHERE id = :s AND person_id = :p", s=shopkeeper_id, p=person_id) is not None
