"""Which material fits: for this product and stage before for any, and then what worked best."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.social.materials.kinds import MaterialKind
from webapp.social.materials.queries.materials import MOST_RANKED, Asked, MaterialView, materials_for
from webapp.social.relationships import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Want:
    """What is looked for. With `exactly` it must be for this very product or stage where one is named."""

    kind: MaterialKind
    product_id: int | None = None
    stage: Stage | None = None
    exactly: bool = False


def choose(shopkeeper_id: int, wants: Sequence[Want | None], *, now: datetime) -> list[MaterialView | None]:
    """The best material for each of these, in their order: two statements, however many are wanted."""
    real = [want for want in wants if want is not None]
    if not real:
        return [None for _ in wants]
    asked = Asked(
        kinds=tuple({want.kind for want in real}),
        products=tuple({want.product_id for want in real if want.product_id is not None}) or (0,),
    )
    known = materials_for(shopkeeper_id, asked, limit=MOST_RANKED, now=now)
    return [best(known, want) if want is not None else None for want in wants]


def ranked(shopkeeper_id: int, asked: Asked, *, limit: int, now: datetime) -> list[MaterialView]:
    """The materials that fit best among the newest 200, best first."""
    found = materials_for(shopkeeper_id, asked, limit=MOST_RANKED, now=now)
    return sorted(found, key=_rank, reverse=True)[:limit]


def best(known: Sequence[MaterialView], want: Want) -> MaterialView | None:
    """The one that fits best, or none; pure."""
    return max((each for each in known if _fits(each, want)), key=_rank, default=None)


def _fits(material: MaterialView, want: Want) -> bool:
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
        material.worked.shares,
        material.id,
    )
