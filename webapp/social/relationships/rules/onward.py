"""What would move a relationship on; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.social.relationships.kinds import LADDER, Stage
from webapp.social.relationships.rules import stages
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import Happened


class Lacking(StrEnum):
    """What a pair lacks for its next stage."""

    A_FIRST_VISIT = "a_first_visit"
    VISITS = "visits"
    PURCHASES = "purchases"
    TRUST = "trust"
    GIVING_BACK = "giving_back"
    A_SIGN = "a_sign"
    NOTHING = "nothing"


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
