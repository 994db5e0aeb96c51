"""Which material fits: for this product and stage before for any, and then what worked best."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.social.materials.kinds import MaterialKind
from webapp.social.materials.queries.materials import MAX_RANKED, MaterialFilter, MaterialView, materials_for
from webapp.social.relationships import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialCriteria:
    """What is looked for. With `exactly` it must be for this very product or stage where one is named."""

    kind: MaterialKind
    product_id: int | None = None
    stage: Stage | None = None
    exactly: bool = False


def best_materials(
    shopkeeper_id: int, wants: Sequence[MaterialCriteria | None], *, now: datetime
) -> list[MaterialView | None]:
    """The best material for each of these, in their order: two statements, however many are wanted."""
    real = [want for want in wants if want is not None]
    if not real:
        return [None for _ in wants]
    asked = MaterialFilter(
        kinds=tuple({want.kind for want in real}),
        products=tuple({want.product_id for want in real if want.product_id is not None}) or (0,),
    )
    known = materials_for(shopkeeper_id, asked, limit=MAX_RANKED, now=now)
    return [best_match(known, want) if want is not None else None for want in wants]


def ranked_materials(shopkeeper_id: int, asked: MaterialFilter, *, limit: int, now: datetime) -> list[MaterialView]:
    """The materials that fit best among the newest 200, best first."""
    found = materials_for(shopkeeper_id, asked, limit=MAX_RANKED, now=now)
    return sorted(found, key=_rank, reverse=True)[:limit]


def best_match(known: Sequence[MaterialView], want: MaterialCriteria) -> MaterialView | None:
    """The one that fits best, or none; pure."""
    return max((each for each in known if _fits(each, want)), key=_rank, default=None)


def _fits(material: MaterialView, want: MaterialCriteria) -> bool:
    def fits(has: object, wanted: object) -> bool:
        return has == wanted if want.exactly and wanted is not None else has is None or has == wanted

    return (
        material.kind is want.kind and fits(material.product_id, want.product_id) and fits(material.stage, want.stage)
    )


def _rank(material: MaterialView) -> tuple[bool, bool, float, int, int]:
    return (
        material.product_id is not None,
        material.stage is not None,
        material.score,
        material.performance.shares,
        material.id,
    )
