"""What may be paid out at all: the law as pure rules. Cash for the direct seller, never above the cap."""

from webapp.money.compliance.facts import PromisedLine, PromisedSale, Reward
from webapp.money.compliance.rules import Limits, limit_rewards

__all__ = [
    "Limits",
    "PromisedLine",
    "PromisedSale",
    "Reward",
    "limit_rewards",
]
