"""From a paid order to a pending reward, to a payable one, or back to nothing."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import execute, rows
from webapp.kernel.money import BASIS_POINTS, Money
from webapp.kernel.settings import settings
from webapp.money import ledger
from webapp.money.commission.kinds import AccrualState
from webapp.money.commission.plans import Reward, plans
from webapp.money.commission.rules import PAYABLE, PENDING, ledger_owner
from webapp.money.compliance import Limits, PromisedLine, PromisedSale, limit_rewards
from webapp.money.ledger import Leg, Posting
from webapp.trade.orders import OrderReceived, OrderSettled, SoldLine, SoldOrder
from webapp.trade.payments import OrderPaid
from webapp.trade.refunds import OrderRefunded

PLAN = "direct"
RULE_VERSION = "2026-01"
SALE = "sale"
EXPENSE = "commission_expense"
log = logging.getLogger(__name__)


_ACCRUE = """
INSERT INTO accrual (order_no, order_line_id, beneficiary_id, level, kind, plan, rule_version, base_fen, rate_bp,
                     amount_fen, state, accrued_at)
SELECT :order_no, line_id, beneficiary_id, level, :kind, plan, :rule_version, base_fen, rate_bp, amount_fen, :pending,
       :at
FROM jsonb_to_recordset(CAST(:rewards AS jsonb)) AS reward (
    line_id bigint, beneficiary_id bigint, level smallint, plan text, base_fen integer, rate_bp integer,
    amount_fen integer)
ON CONFLICT DO NOTHING
RETURNING id, order_line_id, level
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Accrued:
    id: int
    order_line_id: int
    level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Accrual:
    id: int
    order_no: str
    beneficiary_id: int
    amount_fen: int


def accrue_rewards(paid: OrderPaid) -> None:
    """Promise the rewards of an order that has just been paid: pending, once for each line and beneficiary."""
    if postings := _accrue(paid.sold, paid.paid_at):
        ledger.post_all(postings)


def promised_sale(order: SoldOrder) -> PromisedSale:
    """What an order promised, as the compliance guard judges it."""
    return PromisedSale(
        chain=order.chain,
        buyer_shopkeeper_id=order.buyer_shopkeeper_id,
        lines={
            line.id: PromisedLine(base=Money(line.commission_base_fen), rates_bp=line.commission_rates_bp)
            for line in order.lines
        },
    )


def _accrue(order: SoldOrder, at: datetime) -> list[Posting]:
    limits = Limits(settings().paid_depth, settings().commission_rate_cap_bp)
    verdict = limit_rewards(promised_sale(order), (reward for plan in plans for reward in plan.propose(order)), limits)
    for reward, reason in verdict.refused:
        log.error("reward refused: order %s line %s level %s: %s", order.no, reward.line_id, reward.level, reason)
    if not verdict.allowed:
        return []
    made = rows(
        _Accrued,
        _ACCRUE,
        order_no=order.no,
        kind=SALE,
        pending=AccrualState.PENDING.value,
        rule_version=order.rule_version,
        at=at,
        rewards=json.dumps([_row(reward) for reward in verdict.allowed]),
    )
    rewards = {(reward.line_id, reward.level): reward for reward in verdict.allowed}
    return [_promise(order, rewards[each.order_line_id, each.level], each.id, at) for each in made]


def _promise(order: SoldOrder, reward: Reward, accrual_id: int, at: datetime) -> Posting:
    (line,) = (line for line in order.lines if line.id == reward.line_id)
    return Posting(
        kind="accrual",
        key=f"accrual:{accrual_id}",
        reference=f"order:{order.no}",
        legs=_legs(EXPENSE, PENDING, reward.beneficiary_id, reward.amount.fen),
        explanation=_figures(order, line, reward),
        event_at=at,
    )


def _row(reward: Reward) -> dict[str, Any]:
    return {
        "line_id": reward.line_id,
        "beneficiary_id": reward.beneficiary_id,
        "level": reward.level,
        "plan": reward.plan,
        "base_fen": reward.base.fen,
        "rate_bp": reward.rate_bp,
        "amount_fen": reward.amount.fen,
    }


def _legs(source: str, goal: str, shopkeeper_id: int, fen: int) -> list[Leg]:
    """Move an amount between two accounts; the expense is the platform's, everything else the shopkeeper's."""
    mine = ledger_owner(shopkeeper_id)
    return [
        Leg(source, "" if source == EXPENSE else mine, -fen),
        Leg(goal, "" if goal == EXPENSE else mine, fen),
    ]


def _figures(order: SoldOrder, line: SoldLine, reward: Reward) -> dict[str, Any]:
    """Everything needed to say in words, years later, why this amount."""
    return {
        "order_no": order.no,
        "line": {
            "id": line.id,
            "name_zh": line.name_zh,
            "name_en": line.name_en,
            "quantity": line.quantity,
            "unit_price_fen": line.unit_price_fen,
            "amount_fen": line.amount_fen,
        },
        "credit": order.credit,
        "chain": order.chain,
        "level": reward.level,
        "plan": reward.plan,
        "rule_version": order.rule_version,
        "base_fen": reward.base.fen,
        "rate_bp": reward.rate_bp,
        "amount_fen": reward.amount.fen,
        "arithmetic": f"{reward.base.fen} × {reward.rate_bp} ÷ {BASIS_POINTS} = {reward.amount.fen}",
    }


def schedule_settlement(received: OrderReceived) -> None:
    """Write down when the pending rewards of a received order become payable."""
    execute(
        "UPDATE accrual SET due_at = :due_at WHERE order_no = :no AND state = :pending",
        pending=AccrualState.PENDING.value,
        no=received.order_no,
        due_at=received.settle_due_at,
    )


def settle_rewards(settled: OrderSettled) -> None:
    """Make the pending rewards of an order payable, each at most once."""
    at = settled.settled_at
    payable = _move(settled.order_no, AccrualState.PENDING, AccrualState.PAYABLE, "settled_at", at)
    ledger.post_all([_settlement(accrual, at) for accrual in payable])


def _settlement(accrual: _Accrual, at: datetime) -> Posting:
    return Posting(
        kind="settlement",
        key=f"settlement:{accrual.id}",
        reference=f"order:{accrual.order_no}",
        legs=_legs(PENDING, PAYABLE, accrual.beneficiary_id, accrual.amount_fen),
        explanation={
            "order_no": accrual.order_no,
            "accrual_id": accrual.id,
            "amount_fen": accrual.amount_fen,
        },
        event_at=at,
        resolves=f"accrual:{accrual.id}",
    )


def claw_back_rewards(refunded: OrderRefunded) -> None:
    """The order was refunded in full: pending rewards are void, payable ones are clawed back, down to below zero."""
    order_no, at, reason = refunded.order_no, refunded.refunded_at, refunded.out_refund_no
    void = _move(order_no, AccrualState.PENDING, AccrualState.VOID, "voided_at", at)
    ledger.post_all([_reversal("void", PENDING, each, at=at, reason=reason, ends="accrual") for each in void])
    clawed_back = _move(order_no, AccrualState.PAYABLE, AccrualState.CLAWED_BACK, "voided_at", at)
    ledger.post_all(
        [_reversal("clawback", PAYABLE, each, at=at, reason=reason, ends="settlement") for each in clawed_back]
    )


def _reversal(kind: str, source: str, accrual: _Accrual, *, at: datetime, reason: str, ends: str) -> Posting:
    return Posting(
        kind=kind,
        key=f"{kind}:{accrual.id}",
        reference=f"order:{accrual.order_no}",
        legs=_legs(source, EXPENSE, accrual.beneficiary_id, accrual.amount_fen),
        explanation={
            "order_no": accrual.order_no,
            "accrual_id": accrual.id,
            "amount_fen": accrual.amount_fen,
            "why": reason,
        },
        event_at=at,
        resolves=f"{ends}:{accrual.id}",
    )


def _move(order_no: str, before: AccrualState, after: AccrualState, stamp: str, at: datetime) -> list[_Accrual]:
    """Take the accruals of an order from one state to the next; who comes second finds none."""
    return rows(
        _Accrual,
        f"""UPDATE accrual SET state = :after, {stamp} = :at WHERE order_no = :no AND state = :before
            RETURNING id, order_no, beneficiary_id, amount_fen""",  # noqa: S608 - the stamp is one of ours
        no=order_no,
        before=before.value,
        after=after.value,
        at=at,
    )
