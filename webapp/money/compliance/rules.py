"""The compliance guard: what no plan may do, whatever it proposes (禁止传销条例 art. 7; theory of false names).

A refused reward is left out and reported; the payment itself is recorded all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from webapp.kernel.money import Money
from webapp.money.compliance.facts import PromisedSale, Reward

HARD_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What the operator allows: paid levels and the ceiling of all rewards on a line, in basis points."""

    paid_depth: int
    cap_bp: int


@dataclass(frozen=True, slots=True)
class GuardResult:
    """Rewards that may be paid, and those that may not with the reason."""

    allowed: list[Reward]
    refused: list[tuple[Reward, str]]


def limit_rewards(sale: PromisedSale, rewards: Iterable[Reward], limits: Limits) -> GuardResult:
    """Let through what the law, the operator and the sale's own promises allow."""
    verdict = GuardResult([], [])
    by_line = sorted(rewards, key=lambda reward: (reward.line_id, reward.level))
    for _, line_rewards in groupby(by_line, key=lambda reward: reward.line_id):
        spent = Money(0)
        for reward in line_rewards:
            reason = _objection(sale, reward, limits) or _over_cap(reward, spent, limits)
            if reason:
                verdict.refused.append((reward, reason))
            else:
                verdict.allowed.append(reward)
                spent += reward.amount
    return verdict


def _objection(sale: PromisedSale, reward: Reward, limits: Limits) -> str | None:
    """Why this reward may not be paid, or None. Level k is the k-th of the chain, counted from the seller upwards."""
    if not 1 <= reward.level <= min(limits.paid_depth, HARD_DEPTH):
        return "too_deep"
    if len(sale.chain) < reward.level or sale.chain[-reward.level] != reward.beneficiary_id:
        return "not_in_chain"
    if reward.beneficiary_id == sale.buyer_shopkeeper_id:
        return "self"
    promised = sale.lines.get(reward.line_id)
    if promised is None or reward.base.fen > promised.base.fen:
        return "not_promised"
    if list(promised.rates_bp[reward.level - 1 : reward.level]) != [reward.rate_bp]:
        return "not_promised"
    return None


def _over_cap(reward: Reward, spent: Money, limits: Limits) -> str | None:
    return "over_cap" if spent + reward.amount > reward.base.share(limits.cap_bp) else None
