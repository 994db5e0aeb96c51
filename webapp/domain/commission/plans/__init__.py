"""Commission plans. One file is one plan; it proposes rewards and never writes."""

import sys

from webapp.domain.commission.plans.protocol import Plan, Reward, plans
from webapp.kernel.registry import discover

__all__ = ["Plan", "Reward", "plans"]

discover(sys.modules[__name__])
