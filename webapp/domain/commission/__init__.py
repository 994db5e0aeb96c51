"""What a shopkeeper earns: plans propose, the compliance guard limits, the ledger records."""

from webapp.domain.commission.explain import Explained, explain, why, why_platform
from webapp.domain.commission.guard import Limits, judge
from webapp.domain.commission.plans import Plan, Reward, plans
from webapp.domain.commission.queries import (
    Earnings,
    EarningView,
    earning_entries,
    earning_for,
    earnings_about,
    earnings_of,
)
from webapp.domain.commission.service import PLAN, RULE_VERSION, accrue, owner, schedule, settle, take_back

__all__ = [
    "PLAN",
    "RULE_VERSION",
    "EarningView",
    "Earnings",
    "Explained",
    "Limits",
    "Plan",
    "Reward",
    "accrue",
    "earning_entries",
    "earning_for",
    "earnings_about",
    "earnings_of",
    "explain",
    "judge",
    "owner",
    "plans",
    "schedule",
    "settle",
    "take_back",
    "why",
    "why_platform",
]
