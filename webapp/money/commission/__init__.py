"""What a shopkeeper earns: plans propose, the compliance guard limits, the ledger records."""

from webapp.money.commission.plans.protocol import plans
from webapp.money.commission.queries.earnings import (
    EarningView,
    earning_entries,
    earning_for,
    earnings_about,
    earnings_of,
)
from webapp.money.commission.queries.explanations import (
    Explanation,
    explain,
    explain_each,
    explain_order,
    explain_order_for_staff,
)
from webapp.money.commission.service import (
    PLAN,
    RULE_VERSION,
    accrue_rewards,
    claw_back_rewards,
    schedule_settlement,
    settle_rewards,
)

__all__ = [
    "PLAN",
    "RULE_VERSION",
    "EarningView",
    "Explanation",
    "accrue_rewards",
    "claw_back_rewards",
    "earning_entries",
    "earning_for",
    "earnings_about",
    "earnings_of",
    "explain",
    "explain_each",
    "explain_order",
    "explain_order_for_staff",
    "plans",
    "schedule_settlement",
    "settle_rewards",
]
