"""What would move a relationship on, and the next best step with its reason; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.domain.social.relationships import stages
from webapp.domain.social.relationships.kinds import LADDER, Stage
from webapp.domain.social.relationships.parameters import Parameters
from webapp.domain.social.relationships.queries import Pair
from webapp.domain.social.relationships.trust import Happened


class Lacking(StrEnum):
    """What a pair lacks for its next stage."""

    A_FIRST_VISIT = "a_first_visit"
    VISITS = "visits"
    PURCHASES = "purchases"
    TRUST = "trust"
    GIVING_BACK = "giving_back"
    A_SIGN = "a_sign"
    NOTHING = "nothing"


class Step(StrEnum):
    """What a shopkeeper might do next for a consumer."""

    RESPECT = "respect"
    VALUE_CONTENT = "value_content"
    GREET = "greet"
    INTRODUCE = "introduce"
    RECOMMEND = "recommend"
    THANK = "thank"


@dataclass(frozen=True, slots=True)
class Onward:
    """The stage that comes next and what is missing for it: `have` of `need` (numbers, or trust from 0 to 1)."""

    towards: Stage | None
    lacking: Lacking
    have: float = 0.0
    need: float = 0.0


def onward(events: list[Happened], now: datetime, p: Parameters) -> Onward:
    """What would move this pair on."""
    found = stages.evidence(events, now, p)
    if found.stage is Stage.COOLING:
        return Onward(LADDER[found.level], Lacking.A_SIGN)
    if found.level == 0:
        return Onward(Stage.ACQUAINTANCE, Lacking.A_FIRST_VISIT, 0, 1)
    if found.level == 1:
        return Onward(Stage.FAMILIAR, Lacking.VISITS, found.visits, p.familiar_visits)
    if found.level == 2:
        if found.purchases < p.friend_purchases:
            return Onward(Stage.FRIEND, Lacking.PURCHASES, found.purchases, p.friend_purchases)
        return Onward(Stage.FRIEND, Lacking.TRUST, found.mean, p.friend_mean)
    if found.level == 3:
        if found.purchases_lately < p.partner_purchases:
            return Onward(Stage.PARTNER, Lacking.PURCHASES, found.purchases_lately, p.partner_purchases)
        return Onward(Stage.PARTNER, Lacking.GIVING_BACK, 0, 1)
    return Onward(None, Lacking.NOTHING)


def next_step(pair: Pair, p: Parameters) -> Step:
    """The next best step: leave in peace who asked for it, heal first, then deepen."""
    if pair.blocked or pair.muted or not pair.outreach:
        return Step.RESPECT
    if pair.mean < p.gate:
        return Step.VALUE_CONTENT
    steps = {
        Stage.STRANGER: Step.INTRODUCE,
        Stage.ACQUAINTANCE: Step.VALUE_CONTENT,
        Stage.FAMILIAR: Step.RECOMMEND,
        Stage.FRIEND: Step.RECOMMEND,
        Stage.PARTNER: Step.THANK,
        Stage.COOLING: Step.GREET,
    }
    return steps[pair.stage]
