"""Where pairs stand, as readers ask: one pair, a shopkeeper's pairs, the funnel over the stages."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.privacy import masked_nickname
from webapp.people import consent
from webapp.social.relationships.facts import Pair
from webapp.social.relationships.kinds import STAGE_LADDER, Stage
from webapp.social.relationships.rules import trust
from webapp.social.relationships.rules.parameters import parameters


class NoSuchCustomer(NotFound):
    """This is not a customer of yours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStage:
    """One stage of the funnel: how many pairs stand there now, how many ever reached it, and how fast."""

    stage: Stage
    now: int
    ever: int
    conversion: float | None = None
    median_days: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PairRow:
    """A pair as the tables have it: r and s as of `as_of`, the nickname open."""

    shopkeeper_id: int
    person_id: int
    shop_name: str
    shop_code: str
    nickname: str
    open_name: bool
    outreach: bool
    stage: Stage
    since: datetime
    r: float
    s: float
    as_of: datetime
    blocked: bool
    muted: bool
    events: int
    last_act_at: datetime | None


_PAIR = f"""
SELECT p.shopkeeper_id, p.person_id, p.stage, p.since, p.r, p.s, p.as_of, p.blocked, p.events, p.last_act_at,
       k.shop_name, k.code AS shop_code, coalesce(q.nickname, '') AS nickname, c.muted_at IS NOT NULL AS muted,
       {consent.consent_condition("open_name", "p.person_id")} AS open_name,
       {consent.consent_condition("outreach", "p.person_id")} AS outreach
FROM relationship p
JOIN shopkeeper k ON k.id = p.shopkeeper_id
LEFT JOIN person q ON q.id = p.person_id
LEFT JOIN contact_preference c ON c.shopkeeper_id = p.shopkeeper_id AND c.person_id = p.person_id
"""  # noqa: S608 - no input


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopkeeperRank:
    """A shopkeeper among all: global score (EigenTrust, all of them sum to 1), rank by it, and ability."""

    score: float
    rank: int
    of: int
    ability: float
    at: datetime


def shopkeeper_rank_of(shopkeeper_id: int) -> ShopkeeperRank | None:
    """Where a shopkeeper stands among all, as last reckoned; None before that."""
    return row(
        ShopkeeperRank,
        """SELECT score, ability, at, (SELECT count(*) FROM shopkeeper_score b WHERE b.score > a.score) + 1 AS rank,
                  (SELECT count(*) FROM shopkeeper_score) AS of
           FROM shopkeeper_score a WHERE shopkeeper_id = :id""",
        id=shopkeeper_id,
    )


def pair_for(shopkeeper_id: int, person_id: int, *, now: datetime) -> Pair:
    """One pair of this shopkeeper; raises NoSuchCustomer."""
    found = row(PairRow, f"{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id = :p", s=shopkeeper_id, p=person_id)
    if found is None:
        raise NoSuchCustomer
    return as_pair(found, now)


def pairs_of(
    shopkeeper_id: int, *, stage: Stage | None = None, after: int | None = None, limit: int, now: datetime
) -> list[Pair]:
    """A shopkeeper's pairs in order of the consumer's id, from the one after `after`."""
    # Only what is asked for is written out: one plan for both cases would look through all pairs for a rare stage.
    found = rows(
        PairRow,
        f"""{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id > :after {"AND p.stage = :stage" if stage else ""}
            ORDER BY p.person_id LIMIT :limit""",
        s=shopkeeper_id,
        after=after or 0,
        limit=limit,
        **({"stage": stage.value} if stage else {}),
    )
    return [as_pair(each, now) for each in found]


def pairs_among(shopkeeper_id: int, people: Sequence[int], *, now: datetime) -> list[Pair]:
    """Those of these people with whom this shopkeeper has a relationship."""
    found = rows(
        PairRow,
        f"{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id = ANY(:people) ORDER BY p.person_id",
        s=shopkeeper_id,
        people=list(people),
    )
    return [as_pair(each, now) for each in found]


def pairs_of_consumer(person_id: int, *, now: datetime) -> list[Pair]:
    """What is held about a consumer, over all shopkeepers."""
    found = rows(PairRow, f"{_PAIR} WHERE p.person_id = :p ORDER BY p.shopkeeper_id", p=person_id)
    return [as_pair(each, now) for each in found]


def funnel(shopkeeper_id: int | None) -> list[FunnelStage]:
    """The stages from stranger to partner, then cooling; of one shopkeeper, or of the platform (None)."""
    own = "" if shopkeeper_id is None else "WHERE shopkeeper_id = :s"
    steps = ("first_at", "acquaintance_at", "familiar_at", "friend_at", "partner_at")
    reached = ", ".join(f"count({step}) AS ever_{n}" for n, step in enumerate(steps))
    paces = ", ".join(
        f"percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM {later} - {earlier}) / 86400) AS days_{n}"
        for n, (earlier, later) in enumerate(itertools.pairwise(steps), 1)
    )
    standing = ", ".join(f"count(*) FILTER (WHERE stage = :{stage.value}) AS now_{stage.value}" for stage in Stage)
    # A row of figures whose columns are named by the stages.
    found = row(
        dict,
        f"SELECT {standing}, {reached}, {paces} FROM relationship {own}",  # noqa: S608 - made of this module's words
        **{stage.value: stage.value for stage in Stage},
        **({} if shopkeeper_id is None else {"s": shopkeeper_id}),
    )
    if found is None:
        raise LookupError("an aggregate always answers")
    rungs = [_rung(found, number, stage) for number, stage in enumerate(STAGE_LADDER)]
    cooling = found["now_cooling"]
    return [*rungs, FunnelStage(stage=Stage.COOLING, now=cooling, ever=cooling)]


def _rung(found: Mapping[str, Any], number: int, stage: Stage) -> FunnelStage:
    ever = found[f"ever_{number}"]
    before = found[f"ever_{number - 1}"] if number else 0
    days = found[f"days_{number}"] if number else None
    return FunnelStage(
        stage=stage,
        now=found[f"now_{stage.value}"],
        ever=ever,
        conversion=ever / before if before else None,
        median_days=float(days) if days is not None else None,
    )


def as_pair(each: PairRow, now: datetime) -> Pair:
    """A pair out of its row, faded to this moment."""
    p = parameters()
    left = trust.faded(each.as_of, max(now, each.as_of), p)
    r, s = each.r * left, each.s * left
    held = trust.trust_of_evidence(r, s, p, blocked=each.blocked)
    return Pair(
        shopkeeper_id=each.shopkeeper_id,
        person_id=each.person_id,
        shop_name=each.shop_name,
        shop_code=each.shop_code,
        nickname=each.nickname if each.open_name else masked_nickname(each.nickname),
        outreach=each.outreach,
        stage=each.stage,
        since=each.since,
        r=r,
        s=s,
        mean=held.mean,
        interval=held.interval,
        blocked=each.blocked,
        muted=each.muted,
        is_new=held.is_new,
        events=each.events,
        last_act_at=each.last_act_at,
    )
