"""The next best step for a customer, with the fact that led to it; pure.

The order of the cases is the rule: leave in peace who asked for it, answer who asked something, heal first, thank for
what was received, and only then deepen.
"""

from dataclasses import dataclass
from datetime import datetime

from webapp.social.relationships.facts import ActionKind, ActionReason, NextBestAction, Pair
from webapp.social.relationships.kinds import Stage
from webapp.social.relationships.rules.parameters import Parameters

FATIGUE_AFTER = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerContext:
    """What is known of a customer beside where they stand."""

    question_at: datetime | None = None
    """Since when a question of theirs waits for an answer."""
    received_at: datetime | None = None
    """When they received what they bought here, and nobody has thanked them since."""
    ignored: int = 0
    """Shares left unopened lately, since the last one they opened."""
    visits: int = 0
    """Shares opened lately."""


def choose_next_best_action(pair: Pair, known: CustomerContext, now: datetime, p: Parameters) -> NextBestAction:
    """The next best step. An answer is no push, so who muted still gets one; who blocked wants nothing at all."""
    if pair.blocked:
        return NextBestAction(action=ActionKind.LEAVE_ALONE, reason=ActionReason.BLOCKED)
    if known.question_at is not None:
        return NextBestAction(
            action=ActionKind.ANSWER, reason=ActionReason.QUESTION_OPEN, days=_days(known.question_at, now)
        )
    if pair.muted or not pair.outreach:
        return NextBestAction(action=ActionKind.LEAVE_ALONE, reason=ActionReason.MUTED)
    return _healing(pair, known, now, p) or _deepening(pair, known, now, p)


def _healing(pair: Pair, known: CustomerContext, now: datetime, p: Parameters) -> NextBestAction | None:
    if pair.mean < p.gate:
        return NextBestAction(
            action=ActionKind.VALUE_CONTENT, reason=ActionReason.BELOW_GATE, percent=round(pair.mean * 100)
        )
    if known.received_at is not None:
        return NextBestAction(
            action=ActionKind.THANK, reason=ActionReason.PARCEL_RECEIVED, days=_days(known.received_at, now)
        )
    if known.ignored >= FATIGUE_AFTER:
        return NextBestAction(action=ActionKind.VALUE_CONTENT, reason=ActionReason.IGNORED_LATELY, count=known.ignored)
    return None


def _deepening(pair: Pair, known: CustomerContext, now: datetime, p: Parameters) -> NextBestAction:
    if pair.stage is Stage.COOLING:
        days = _days(pair.last_act_at, now) if pair.last_act_at else 0
        # Nobody counts as quiet before this: then it was trust that fell.
        quiet = days >= int(p.cooling_gaps * p.cooling_least_gap_days)
        return NextBestAction(
            action=ActionKind.GREET, reason=ActionReason.QUIET if quiet else ActionReason.TRUST_FELL, days=days
        )
    step, why = {
        Stage.STRANGER: (ActionKind.INTRODUCE, ActionReason.NEVER_OPENED),
        Stage.ACQUAINTANCE: (ActionKind.VALUE_CONTENT, ActionReason.NEW_CUSTOMER),
        Stage.FAMILIAR: (
            ActionKind.RECOMMEND,
            ActionReason.RETURNING_VISITOR if known.visits else ActionReason.FAMILIAR_WITH_SHOP,
        ),
        Stage.FRIEND: (ActionKind.RECOMMEND, ActionReason.BOUGHT_BEFORE),
        Stage.PARTNER: (ActionKind.THANK, ActionReason.CLOSE_CUSTOMER),
    }[pair.stage]
    return NextBestAction(action=step, reason=why, count=known.visits)


def _days(since: datetime, now: datetime) -> int:
    return max((now - since).days, 0)
