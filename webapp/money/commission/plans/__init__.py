"""Commission plans. One file is one plan; it proposes rewards and never writes."""

import sys

from webapp.kernel.registry import discover
from webapp.money.commission.plans.protocol import Plan, plans
from webapp.money.compliance import Reward

__all__ = ["Plan", "Reward", "plans"]

discover(sys.modules[__name__])
