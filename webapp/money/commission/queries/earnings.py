"""What shopkeepers earned, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.money.commission.kinds import AccrualState
from webapp.money.commission.rules import PAYABLE, PENDING, ledger_owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Earnings:
    """A shopkeeper's purse in fen: promised, payable (may be negative after a claw-back), and what comes next."""

    pending_fen: int
    payable_fen: int
    earned_fen: int
    next_due_at: datetime | None
    next_due_fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EarningView:
    """One reward with the figures that explain it; `order_state` tells what has to happen next."""

    id: int
    order_no: str
    buyer_id: int
    beneficiary_id: int
    state: str
    level: int
    plan: str
    rule_version: str
    base_fen: int
    rate_bp: int
    amount_fen: int
    accrued_at: datetime
    due_at: datetime | None
    settled_at: datetime | None
    voided_at: datetime | None
    order_state: str
    explanation: dict[str, Any]


def earnings_of(shopkeeper_id: int) -> Earnings:
    """The purse, from the cached balances of the ledger."""
    found = row(
        Earnings,
        """SELECT
             coalesce((SELECT balance_fen FROM account WHERE kind = :pending_account AND owner = :owner), 0)
                AS pending_fen,
             coalesce((SELECT balance_fen FROM account WHERE kind = :payable_account AND owner = :owner), 0)
                AS payable_fen,
             (SELECT coalesce(sum(amount_fen), 0)::bigint FROM accrual
              WHERE beneficiary_id = :id AND state IN (:pending, :payable)) AS earned_fen,
             next.due_at AS next_due_at, coalesce(next.fen, 0) AS next_due_fen
           FROM (SELECT 1) AS one LEFT JOIN LATERAL (
             SELECT due_at, sum(amount_fen)::bigint AS fen FROM accrual
             WHERE beneficiary_id = :id AND state = :pending AND due_at IS NOT NULL
             GROUP BY due_at ORDER BY due_at LIMIT 1) AS next ON true""",
        id=shopkeeper_id,
        owner=ledger_owner(shopkeeper_id),
        pending_account=PENDING,
        payable_account=PAYABLE,
        pending=AccrualState.PENDING.value,
        payable=AccrualState.PAYABLE.value,
    )
    assert found is not None  # noqa: S101 - a SELECT of scalars has one row
    return found


_EARNING = """
SELECT accrual.id, order_no, orders.buyer_id, beneficiary_id, accrual.state, level, plan, accrual.rule_version,
       base_fen, rate_bp, amount_fen, accrued_at, due_at, accrual.settled_at, voided_at, orders.state AS order_state,
       tx.explanation
FROM accrual JOIN orders ON orders.no = order_no
     JOIN ledger_transaction AS tx ON tx.idempotency_key = 'accrual:' || accrual.id
"""


def earning_entries(
    shopkeeper_id: int, *, state: str | None = None, cursor: str | None = None, limit: int = 20
) -> Page[EarningView]:
    """A shopkeeper's rewards, newest first, all or in one state."""
    after = decode(cursor, int)
    given = {"keeper": shopkeeper_id, "after": after and after[0], "state": state}
    conditions = {
        "keeper": "beneficiary_id = :keeper",
        "after": "accrual.id < :after",
        "state": "accrual.state = :state",
    }
    found = rows(
        EarningView,
        f"{_EARNING} WHERE {where(conditions, given)} ORDER BY accrual.id DESC LIMIT :limit",
        **given,
        limit=limit + 1,
    )
    return page(found, limit, lambda earning: (earning.id,))


def earning_for(shopkeeper_id: int, earning_id: int) -> EarningView:
    """A shopkeeper's own reward; somebody else's does not exist."""
    found = row(
        EarningView,
        _EARNING + " WHERE accrual.id = :id AND beneficiary_id = :keeper",
        id=earning_id,
        keeper=shopkeeper_id,
    )
    if found is None:
        raise NotFound
    return found


def earnings_about(order_no: str) -> list[EarningView]:
    """Every reward an order gave, for staff."""
    return rows(EarningView, _EARNING + " WHERE order_no = :no ORDER BY accrual.id", no=order_no)
