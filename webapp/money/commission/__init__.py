"""What a shopkeeper earns: plans propose, the compliance guard limits, the ledger records."""

from webapp.money.commission.plans.protocol import Plan, plans
from webapp.money.commission.queries.earnings import (
    EarningView,
    earning_entries,
    earning_for,
    earnings_about,
    earnings_of,
)
from webapp.money.commission.queries.explanations import Explained, explain, why, why_platform
from webapp.money.commission.service import PLAN, RULE_VERSION, accrue, owner, schedule, settle, take_back

__all__ = [
    "PLAN",
    "RULE_VERSION",
    "EarningView",
    "Explained",
    "Plan",
    "accrue",
    "earning_entries",
    "earning_for",
    "earnings_about",
    "earnings_of",
    "explain",
    "owner",
    "plans",
    "schedule",
    "settle",
    "take_back",
    "why",
    "why_platform",
]
