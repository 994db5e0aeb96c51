"""Where pairs stand, as readers ask: one pair, a shopkeeper's pairs, the story of one, the funnel over the stages."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.social.relationships import stages, trust
from webapp.domain.social.relationships.kinds import LADDER, EventKind, Stage
from webapp.domain.social.relationships.parameters import parameters
from webapp.domain.social.relationships.trust import Happened
from webapp.kernel.db import Row, row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.privacy import masked_name


class NoSuchCustomer(NotFound):
    """This is not a customer of yours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Where a shopkeeper and a consumer stand now; the nickname is masked, r and s have faded to this moment."""

    shopkeeper_id: int
    person_id: int
    shop_name: str
    shop_code: str
    nickname: str
    stage: Stage
    since: datetime
    r: float
    s: float
    mean: float
    interval: tuple[float, float]
    blocked: bool
    muted: bool
    is_new: bool
    events: int
    last_act_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryLine:
    """One event of a pair with its arithmetic and the account after it, or one change of stage (then `change`)."""

    at: datetime
    event_id: int | None = None
    kind: EventKind | None = None
    change: stages.Change | None = None
    gain: float = 0.0
    cost: float = 0.0
    base: float = 0.0
    again: float = 1.0
    ability: float = 1.0
    source: str = ""
    struck: str = ""
    r: float = 0.0
    s: float = 0.0
    mean: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """One stage of the funnel: how many pairs stand there now, how many ever reached it, and how fast."""

    stage: Stage
    now: int
    ever: int
    conversion: float | None = None
    median_days: float | None = None


_PAIR = """
SELECT p.*, k.shop_name, k.code AS shop_code, coalesce(q.nickname, '') AS nickname, c.muted_at IS NOT NULL AS muted
FROM relationship p
JOIN shopkeeper k ON k.id = p.shopkeeper_id
LEFT JOIN person q ON q.id = p.person_id
LEFT JOIN consumer_choice c ON c.shopkeeper_id = p.shopkeeper_id AND c.person_id = p.person_id
"""


def pair_for(shopkeeper_id: int, person_id: int, *, now: datetime) -> Pair:
    """One pair of this shopkeeper; raises NoSuchCustomer."""
    found = row(f"{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id = :p", s=shopkeeper_id, p=person_id)
    if found is None:
        raise NoSuchCustomer
    return _pair(found, now)


def pairs_of(
    shopkeeper_id: int, *, stage: Stage | None = None, after: int | None = None, limit: int, now: datetime
) -> list[Pair]:
    """A shopkeeper's pairs in order of the consumer's id, from the one after `after`."""
    # Only what is asked for is written out: one plan for both cases would look through all pairs for a rare stage.
    found = rows(
        f"""{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id > :after {"AND p.stage = :stage" if stage else ""}
            ORDER BY p.person_id LIMIT :limit""",
        s=shopkeeper_id,
        after=after or 0,
        limit=limit,
        **({"stage": stage.value} if stage else {}),
    )
    return [_pair(each, now) for each in found]


def pairs_among(shopkeeper_id: int, people: Sequence[int], *, now: datetime) -> list[Pair]:
    """Those of these people with whom this shopkeeper has a relationship."""
    found = rows(
        f"{_PAIR} WHERE p.shopkeeper_id = :s AND p.person_id = ANY(:people) ORDER BY p.person_id",
        s=shopkeeper_id,
        people=list(people),
    )
    return [_pair(each, now) for each in found]


def held_about(person_id: int, *, now: datetime) -> list[Pair]:
    """What is held about a consumer, over all shopkeepers."""
    return [_pair(each, now) for each in rows(f"{_PAIR} WHERE p.person_id = :p ORDER BY p.shopkeeper_id", p=person_id)]


def story(shopkeeper_id: int, person_id: int, *, now: datetime) -> list[StoryLine]:
    """Everything that happened between the two with its arithmetic, and every change of stage, newest last."""
    p = parameters()
    found = rows(
        """SELECT e.id, e.at, e.kind, e.gain, e.cost, e.source, e.detail, x.reason AS struck
           FROM relationship_event e LEFT JOIN relationship_strike x ON x.event_id = e.id
           WHERE e.shopkeeper_id = :s AND e.person_id = :p ORDER BY e.at, e.id""",
        s=shopkeeper_id,
        p=person_id,
    )
    counted: list[Happened] = []
    lines = []
    for each in found:
        if each["struck"] is None:
            counted.append(Happened(each["at"], EventKind(each["kind"]), each["gain"], each["cost"]))
        lines.append(_line(each, trust.account(counted, each["at"], p)))
    changes = [StoryLine(at=change.at, change=change) for change in stages.history(counted, now, p)]
    return sorted([*lines, *changes], key=lambda line: (line.at, line.change is not None))


def funnel(shopkeeper_id: int | None) -> list[Rung]:
    """The stages from stranger to partner, then cooling; of one shopkeeper, or of the platform (None)."""
    own = "" if shopkeeper_id is None else "WHERE shopkeeper_id = :s"
    steps = ("first_at", "acquaintance_at", "familiar_at", "friend_at", "partner_at")
    reached = ", ".join(f"count({step}) AS ever_{n}" for n, step in enumerate(steps))
    paces = ", ".join(
        f"percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM {later} - {earlier}) / 86400) AS days_{n}"
        for n, (earlier, later) in enumerate(itertools.pairwise(steps), 1)
    )
    standing = ", ".join(f"count(*) FILTER (WHERE stage = '{stage.value}') AS now_{stage.value}" for stage in Stage)
    found = row(
        f"SELECT {standing}, {reached}, {paces} FROM relationship {own}",  # noqa: S608 - made of this module's words
        **({} if shopkeeper_id is None else {"s": shopkeeper_id}),
    )
    if found is None:
        raise LookupError("an aggregate always answers")
    rungs = [_rung(found, number, stage) for number, stage in enumerate(LADDER)]
    cooling = found["now_cooling"]
    return [*rungs, Rung(stage=Stage.COOLING, now=cooling, ever=cooling)]


def _rung(found: Row, number: int, stage: Stage) -> Rung:
    ever = found[f"ever_{number}"]
    before = found[f"ever_{number - 1}"] if number else 0
    days = found[f"days_{number}"] if number else None
    return Rung(
        stage=stage,
        now=found[f"now_{stage.value}"],
        ever=ever,
        conversion=ever / before if before else None,
        median_days=float(days) if days is not None else None,
    )


def _line(each: Row, after: trust.Trust) -> StoryLine:
    weight = each["detail"]
    return StoryLine(
        at=each["at"],
        event_id=each["id"],
        kind=EventKind(each["kind"]),
        gain=each["gain"],
        cost=each["cost"],
        base=weight.get("base", 0.0),
        again=weight.get("again", 1.0),
        ability=weight.get("ability", 1.0),
        source=each["source"],
        struck=each["struck"] or "",
        r=after.r,
        s=after.s,
        mean=after.mean,
    )


def _pair(each: Row, now: datetime) -> Pair:
    p = parameters()
    left = trust.faded(each["as_of"], max(now, each["as_of"]), p)
    r, s = each["r"] * left, each["s"] * left
    held = trust.settled(r, s, p, blocked=each["blocked"])
    return Pair(
        shopkeeper_id=each["shopkeeper_id"],
        person_id=each["person_id"],
        shop_name=each["shop_name"],
        shop_code=each["shop_code"],
        nickname=masked_name(each["nickname"]),
        stage=Stage(each["stage"]),
        since=each["since"],
        r=r,
        s=s,
        mean=held.mean,
        interval=held.interval,
        blocked=each["blocked"],
        muted=each["muted"],
        is_new=held.is_new,
        events=each["events"],
        last_act_at=each["last_act_at"],
    )
