"""Attributions already made, and whom they thank."""

from webapp.kernel.db import row, rows
from webapp.referral.attribution.facts import AttributionSnapshot


def attribution_of(reference: str) -> AttributionSnapshot | None:
    """The recorded decision about an order, for explanations."""
    return row(AttributionSnapshot, "SELECT * FROM attribution WHERE reference = :reference", reference=reference)


def credited_forwarders(attribution_id: int) -> list[int]:
    """Everyone we know among those whose forwards led to a sale."""
    return rows(
        int,
        """SELECT DISTINCT COALESCE(visitor.person_id, -credit.visitor_id) AS person_id
           FROM forward_credit AS credit LEFT JOIN visitor ON visitor.id = credit.visitor_id
           WHERE attribution_id = :id AND (visitor.person_id IS NOT NULL OR credit.visitor_id < 0)""",
        id=attribution_id,
    )
