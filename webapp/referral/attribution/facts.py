"""A decision as it was recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.referral.attribution.kinds import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributionSnapshot:
    """Whom an order is owed to, frozen. `chain` runs from the root to the credited shopkeeper."""

    id: int
    reference: str
    outcome: Outcome
    reason: str
    policy: str
    shopkeeper_id: int | None
    chain: list[int]
    share_id: int | None
    visit_ref: int | None
    forwards: list[int]
    considered: list[dict[str, Any]]
    decided_at: datetime
