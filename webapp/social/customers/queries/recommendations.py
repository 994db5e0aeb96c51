"""What to take a step with: a fitting product, and a material that fits the step, the product and the stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.social.materials import MaterialCriteria, MaterialKind, MaterialView, best_materials
from webapp.social.relationships import ActionKind, ActionReason, NextBestAction, Pair, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductCandidates:
    """Products that come into question for one customer, by id: all on sale and in stock but the last."""

    looked_at: int | None = None
    """Opened lately through this shop, and not bought here."""
    fresh: int | None = None
    """The newest they have not bought here."""
    bought: int | None = None
    """What they received here last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _CandidatesOfPerson(ProductCandidates):
    person_id: int


_ON_SALE = "on_sale"
# Only what happened through this very shop: nobody learns what a customer does elsewhere.
_GOODS = """
WITH offered AS (
    SELECT id FROM product WHERE status = :on_sale
      AND EXISTS (SELECT FROM sku WHERE product_id = product.id AND on_hand > reserved)
), had AS (
    SELECT buyer_id, product_id, max(received_at) AS received_at
    FROM orders JOIN order_line ON order_line.order_id = orders.id
    WHERE buyer_id = ANY(:people) AND shopkeeper_id = :s AND paid_at IS NOT NULL AND refunded_at IS NULL
    GROUP BY buyer_id, product_id
)
SELECT person_id,
       (SELECT product_id FROM touch JOIN share ON share.id = touch.share_id
        WHERE touch.visitor_id = ANY(ARRAY[-person_id] || ARRAY(SELECT id FROM visitor
                                                               WHERE visitor.person_id = asked.person_id))
          AND touch.shopkeeper_id = :s AND product_id IN (SELECT id FROM offered)
          AND NOT EXISTS (SELECT FROM had WHERE buyer_id = person_id AND had.product_id = share.product_id)
        ORDER BY touch.at DESC, touch.id DESC LIMIT 1) AS looked_at,
       (SELECT id FROM offered
        WHERE NOT EXISTS (SELECT FROM had WHERE buyer_id = person_id AND product_id = offered.id)
        ORDER BY id DESC LIMIT 1) AS fresh,
       (SELECT product_id FROM had WHERE buyer_id = person_id AND received_at IS NOT NULL
        ORDER BY received_at DESC LIMIT 1) AS bought
FROM unnest(CAST(:people AS bigint[])) AS asked (person_id)
"""


def product_candidates(shopkeeper_id: int, people: Sequence[int]) -> dict[int, ProductCandidates]:
    """The products that come into question for these customers, by person, in one statement."""
    found = rows(_CandidatesOfPerson, _GOODS, s=shopkeeper_id, people=list(people), on_sale=_ON_SALE)
    return {
        each.person_id: ProductCandidates(looked_at=each.looked_at, fresh=each.fresh, bought=each.bought)
        for each in found
    }


def recommended_product(step: NextBestAction, goods: ProductCandidates) -> int | None:
    """What to show them: only a recommendation names goods, and thanks name what they are for; pure."""
    if step.action is ActionKind.RECOMMEND:
        return goods.looked_at or goods.fresh
    return goods.bought if step.reason is ActionReason.PARCEL_RECEIVED else None


def material_criteria_for(step: NextBestAction, pair: Pair, goods: ProductCandidates) -> MaterialCriteria | None:
    """Which material fits a step, or none; pure.

    Who thanks for a parcel sends along how to use what came; who has nothing to push still has something of use.
    """
    about = goods.bought or goods.looked_at or goods.fresh
    if step.reason is ActionReason.PARCEL_RECEIVED:
        return MaterialCriteria(kind=MaterialKind.VALUE_CONTENT, product_id=goods.bought)
    if step.action is ActionKind.ANSWER:
        return MaterialCriteria(kind=MaterialKind.SCRIPT, product_id=about, exactly=True) if about else None
    wants = {
        ActionKind.VALUE_CONTENT: MaterialCriteria(kind=MaterialKind.VALUE_CONTENT, product_id=about, stage=pair.stage),
        ActionKind.RECOMMEND: MaterialCriteria(
            kind=MaterialKind.COPY, product_id=recommended_product(step, goods), stage=pair.stage
        ),
        ActionKind.INTRODUCE: MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.STRANGER, exactly=True),
        ActionKind.GREET: MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.COOLING, exactly=True),
        ActionKind.THANK: MaterialCriteria(kind=MaterialKind.SCRIPT, stage=Stage.PARTNER, exactly=True),
    }
    return wants.get(step.action)


def recommended_materials(
    shopkeeper_id: int, steps: Sequence[tuple[NextBestAction, Pair, ProductCandidates]], *, now: datetime
) -> list[MaterialView | None]:
    """The best material for each of these steps, in their order."""
    return best_materials(shopkeeper_id, [material_criteria_for(*each) for each in steps], now=now)
