"""What materials led to, counted over the shares made with them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from webapp.kernel.db import rows
from webapp.social.materials.rules import MaterialPerformance

COUNTED_WITHIN = timedelta(days=90)
"""Shares older than this no longer count: openings are not kept for ever, and what worked last year may not now."""

# A touch by the shopkeeper says nothing. What happened between two people is found by what caused it.
_WORKED = """
WITH used AS (
    SELECT material_id, number, share_id, keeper.person_id AS keeper_person
    FROM material_use AS use JOIN shopkeeper AS keeper ON keeper.id = use.shopkeeper_id
    WHERE material_id = ANY(:ids) AND at > :since
), seen AS (
    SELECT used.material_id, used.number, used.share_id, touch.id, touch.visitor_id
    FROM used JOIN touch ON touch.share_id = used.share_id
    WHERE keeper_person IS DISTINCT FROM
          coalesce((SELECT person_id FROM visitor WHERE visitor.id = touch.visitor_id), -touch.visitor_id)
), sold AS (
    SELECT used.material_id, used.number, no, CASE WHEN refunded_at IS NULL THEN buyer_id END AS buyer_id
    FROM used JOIN attribution AS given ON given.share_id = used.share_id
         JOIN orders ON orders.attribution_id = given.id AND paid_at IS NOT NULL
), cause AS (
    SELECT material_id, number, 'share:' || share_id AS source FROM used
    UNION ALL SELECT material_id, number, 'touch:' || id FROM seen
    UNION ALL SELECT material_id, number, 'order:' || no FROM sold
), felt AS (
    SELECT material_id, number, sum(gain) AS gain, sum(cost) AS cost
    FROM cause JOIN relationship_event AS event USING (source)
    WHERE NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = event.id)
    GROUP BY material_id, number
)
SELECT made.material_id, made.number, made.shares, coalesce(looked.opened, 0) AS opened,
       coalesce(looked.touches, 0) AS touches, coalesce(looked.visitors, 0) AS visitors,
       coalesce(bought.buyers, 0) AS buyers, coalesce(felt.gain, 0) AS gain, coalesce(felt.cost, 0) AS cost
FROM (SELECT material_id, number, count(*)::int AS shares FROM used GROUP BY material_id, number) AS made
     LEFT JOIN (SELECT material_id, number, count(DISTINCT share_id)::int AS opened, count(*)::int AS touches,
                       count(DISTINCT visitor_id)::int AS visitors
                FROM seen GROUP BY material_id, number) AS looked USING (material_id, number)
     LEFT JOIN (SELECT material_id, number, count(DISTINCT buyer_id)::int AS buyers
                FROM sold GROUP BY material_id, number) AS bought USING (material_id, number)
     LEFT JOIN felt USING (material_id, number)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class _PerformanceOfVersion(MaterialPerformance):
    material_id: int
    number: int


def performance_of(material_ids: Sequence[int], *, now: datetime) -> dict[tuple[int, int], MaterialPerformance]:
    """What each version of these materials led to, by (material, version), in one statement."""
    found = rows(_PerformanceOfVersion, _WORKED, ids=list(material_ids), since=now - COUNTED_WITHIN)
    return {
        (each.material_id, each.number): MaterialPerformance(
            **{it.name: getattr(each, it.name) for it in fields(MaterialPerformance)}
        )
        for each in found
    }
