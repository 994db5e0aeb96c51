"""All pairs anew from their events: what time alone has changed, and each shopkeeper's global score.

A pair's stage is a function of its events and of now, so this gives the same as deriving each pair by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.social.relationships import eigentrust, stages, trust
from webapp.domain.social.relationships.kinds import EventKind, Stage
from webapp.domain.social.relationships.parameters import Parameters, parameters
from webapp.domain.social.relationships.trust import Happened
from webapp.kernel.db import execute, row, rows

Key = tuple[int, int]
START: Key = (0, 0)


@dataclass(frozen=True, slots=True)
class Portion:
    """What one portion came to: where the next one begins (None at the end), pairs looked at, pairs that changed."""

    after: Key | None
    looked_at: int
    changed: int


def pairs_in_all() -> int:
    """How many pairs there are."""
    found = row("SELECT count(*) AS pairs FROM relationship")
    return int(found["pairs"]) if found else 0


def recompute_portion(after: Key, *, limit: int, now: datetime) -> Portion:
    """Derive the next pairs in order of their key anew, inside the open transaction; four statements for all.

    The pairs are locked before their events are read, as telling an event does: otherwise an event told in between
    would be written over by what was read before it.
    """
    keys = rows(
        """SELECT shopkeeper_id, person_id FROM relationship
           WHERE (shopkeeper_id, person_id) > (:shopkeeper, :person)
           ORDER BY shopkeeper_id, person_id LIMIT :limit FOR UPDATE""",
        shopkeeper=after[0],
        person=after[1],
        limit=limit,
    )
    pairs: list[Key] = [(each["shopkeeper_id"], each["person_id"]) for each in keys]
    if not pairs:
        return Portion(None, 0, 0)
    logs, p = _logs(pairs), parameters()
    changed = _write([(pair, log, p) for pair, log in logs.items() if log], now)
    return Portion(pairs[-1] if len(pairs) == limit else None, len(pairs), changed)


def score_shopkeepers(*, now: datetime) -> int:
    """Write every shopkeeper's global score (EigenTrust) from where the pairs stand; returns how many."""
    p = parameters()
    found = rows(
        """SELECT p.shopkeeper_id, coalesce(k.id, -p.person_id) AS consumer, p.r, p.s, p.as_of, p.blocked,
                  p.friend_at IS NOT NULL OR EXISTS (
                      SELECT FROM relationship_event e WHERE e.shopkeeper_id = p.shopkeeper_id
                      AND e.person_id = p.person_id AND e.kind = 3) AS bought
           FROM relationship p LEFT JOIN shopkeeper k ON k.person_id = p.person_id"""
    )
    opinions = [
        eigentrust.Opinion(
            str(each["shopkeeper_id"]),
            str(each["consumer"]),
            each["r"] * trust.faded(each["as_of"], now, p),
            each["s"] * trust.faded(each["as_of"], now, p),
            blocked=each["blocked"],
            bought=each["bought"],
        )
        for each in found
    ]
    scores = eigentrust.scores(opinions, p.eigen_anchor)
    execute(
        """INSERT INTO shopkeeper_score (shopkeeper_id, score, at)
           SELECT id, score, :now FROM unnest(CAST(:ids AS bigint[]), CAST(:scores AS float8[])) AS found (id, score)
           ON CONFLICT (shopkeeper_id) DO UPDATE SET score = excluded.score, at = excluded.at""",
        ids=[int(name) for name in scores],
        scores=list(scores.values()),
        now=now,
    )
    return len(scores)


def _logs(pairs: Sequence[Key]) -> dict[Key, list[Happened]]:
    logs: dict[Key, list[Happened]] = {pair: [] for pair in pairs}
    for each in rows(
        """SELECT e.shopkeeper_id, e.person_id, e.at, e.kind, e.gain, e.cost
           FROM unnest(CAST(:shopkeepers AS bigint[]), CAST(:people AS bigint[])) AS pair (shopkeeper_id, person_id)
           JOIN relationship_event e ON e.shopkeeper_id = pair.shopkeeper_id AND e.person_id = pair.person_id
           WHERE NOT EXISTS (SELECT FROM relationship_strike WHERE event_id = e.id)
           ORDER BY e.at, e.id""",
        shopkeepers=[pair[0] for pair in pairs],
        people=[pair[1] for pair in pairs],
    ):
        happened = Happened(each["at"], EventKind(each["kind"]), each["gain"], each["cost"])
        logs[each["shopkeeper_id"], each["person_id"]].append(happened)
    return logs


_WRITE = """
UPDATE relationship p
SET stage = f.stage, since = CASE WHEN p.stage = f.stage THEN p.since ELSE :now END, r = f.r, s = f.s, as_of = f.as_of,
    blocked = f.blocked, events = f.events, first_at = f.first_at, last_act_at = f.last_act_at,
    acquaintance_at = f.acquaintance_at, familiar_at = f.familiar_at, friend_at = f.friend_at, partner_at = f.partner_at
FROM unnest(CAST(:shopkeepers AS bigint[]), CAST(:people AS bigint[]), CAST(:stages AS varchar[]),
            CAST(:r AS float8[]), CAST(:s AS float8[]), CAST(:as_of AS timestamptz[]), CAST(:blocked AS boolean[]),
            CAST(:events AS int[]), CAST(:first_at AS timestamptz[]), CAST(:last_act_at AS timestamptz[]),
            CAST(:acquaintance AS timestamptz[]), CAST(:familiar AS timestamptz[]), CAST(:friend AS timestamptz[]),
            CAST(:partner AS timestamptz[]))
     AS f (shopkeeper_id, person_id, stage, r, s, as_of, blocked, events, first_at, last_act_at, acquaintance_at,
           familiar_at, friend_at, partner_at)
WHERE p.shopkeeper_id = f.shopkeeper_id AND p.person_id = f.person_id
  AND (p.stage, p.blocked, p.events, p.as_of, p.first_at, p.last_act_at, p.acquaintance_at, p.familiar_at,
       p.friend_at, p.partner_at)
      IS DISTINCT FROM (f.stage, f.blocked, f.events, f.as_of, f.first_at, f.last_act_at, f.acquaintance_at,
                        f.familiar_at, f.friend_at, f.partner_at)
   OR p.shopkeeper_id = f.shopkeeper_id AND p.person_id = f.person_id
      AND (abs(p.r - f.r) > 1e-9 OR abs(p.s - f.s) > 1e-9)
"""


def _write(found: Sequence[tuple[Key, list[Happened], Parameters]], now: datetime) -> int:
    """Only pairs that differ are written."""
    columns: dict[str, list[object]] = {}
    for pair, log, p in found:
        held, where, reached = (
            trust.account(log, log[-1].at, p),
            stages.evidence(log, now, p),
            stages.reached(log, p),
        )
        values = {
            "shopkeepers": pair[0],
            "people": pair[1],
            "stages": where.stage.value,
            "r": held.r,
            "s": held.s,
            "as_of": log[-1].at,
            "blocked": held.blocked,
            "events": len(log),
            "first_at": log[0].at,
            "last_act_at": where.last_act_at,
            "acquaintance": reached.get(Stage.ACQUAINTANCE),
            "familiar": reached.get(Stage.FAMILIAR),
            "friend": reached.get(Stage.FRIEND),
            "partner": reached.get(Stage.PARTNER),
        }
        for name, value in values.items():
            columns.setdefault(name, []).append(value)
    return execute(_WRITE, now=now, **columns) if columns else 0
