"""What would move a relationship on; pure."""

from datetime import datetime

from webapp.social.relationships.facts import NextStage, StageRequirement
from webapp.social.relationships.kinds import STAGE_LADDER, Stage
from webapp.social.relationships.rules import stages
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import WeightedEvent


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
