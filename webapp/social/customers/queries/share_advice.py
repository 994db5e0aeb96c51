"""What a share would do to an audience, and the very material to send instead."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from webapp.social import relationships
from webapp.social.materials import MaterialCriteria, MaterialKind, MaterialView, best_materials
from webapp.social.relationships import Alternative, AudienceMember, ShareAdvice, Stage


def advise(
    shopkeeper_id: int, people: Sequence[int], *, product_id: int | None, now: datetime
) -> tuple[ShareAdvice, MaterialView | None]:
    """The advice about sharing this product, and the best material of the kind it names, if there is one."""
    advice = relationships.advise(shopkeeper_id, people, now=now)
    (material,) = best_materials(shopkeeper_id, [alternative_criteria(advice, product_id)], now=now)
    return advice, material


def alternative_criteria(advice: ShareAdvice, product_id: int | None) -> MaterialCriteria:
    """Which material an advice calls for; pure."""
    if advice.alternative is Alternative.GREETING:
        return MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.COOLING, exactly=True)
    if advice.alternative is Alternative.VALUE_CONTENT:
        stage = _most_stand_at((*advice.tires, *advice.held_back))
        return MaterialCriteria(kind=MaterialKind.VALUE_CONTENT, product_id=product_id, stage=stage)
    return MaterialCriteria(kind=MaterialKind.COPY, product_id=product_id, stage=_most_stand_at(advice.welcomes))


def _most_stand_at(about: Sequence[AudienceMember]) -> Stage | None:
    stages = Counter(each.pair.stage for each in about)
    return stages.most_common(1)[0][0] if stages else None
