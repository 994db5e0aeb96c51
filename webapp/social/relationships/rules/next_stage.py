"""What would move a relationship on; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.social.relationships.kinds import STAGE_LADDER, Stage
from webapp.social.relationships.rules import stages
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import WeightedEvent


class StageRequirement(StrEnum):
    """What a pair lacks for its next stage."""

    FIRST_VISIT = "first_visit"
    VISITS = "visits"
    PURCHASES = "purchases"
    TRUST = "trust"
    GIVING_BACK = "giving_back"
    ANY_CONTACT = "any_contact"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStage:
    """The stage that comes next and what is missing for it: `have` of `need` (numbers, or trust from 0 to 1)."""

    stage: Stage | None
    missing: StageRequirement
    current: float = 0.0
    required: float = 0.0


def next_stage_of(events: list[WeightedEvent], now: datetime, p: Parameters) -> NextStage:
    """What would move this pair on."""
    found = stages.stage_evidence(events, now, p)
    if found.stage is Stage.COOLING:
        return NextStage(STAGE_LADDER[found.level], StageRequirement.ANY_CONTACT)
    if found.level == 0:
        return NextStage(Stage.ACQUAINTANCE, StageRequirement.FIRST_VISIT, 0, 1)
    if found.level == 1:
        return NextStage(Stage.FAMILIAR, StageRequirement.VISITS, found.visits, p.familiar_visits)
    if found.level == 2:
        if found.purchases < p.friend_purchases:
            return NextStage(Stage.FRIEND, StageRequirement.PURCHASES, found.purchases, p.friend_purchases)
        return NextStage(Stage.FRIEND, StageRequirement.TRUST, found.mean, p.friend_mean)
    if found.level == 3:
        if found.purchases_lately < p.partner_purchases:
            return NextStage(Stage.PARTNER, StageRequirement.PURCHASES, found.purchases_lately, p.partner_purchases)
        return NextStage(Stage.PARTNER, StageRequirement.GIVING_BACK, 0, 1)
    return NextStage(None, StageRequirement.NOTHING)
