"""Refunds of an order as staff and buyers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.trade.refunds.kinds import AUTOMATIC, RefundState


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundView:
    """A refund as staff see it; the amount in fen."""

    out_refund_no: str
    state: RefundState
    amount_fen: int
    reason: str
    text: str
    requested_by: str
    trouble: str
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class _LatestState:
    order_id: int
    state: RefundState


def refund_states(order_ids: Sequence[int]) -> dict[int, RefundState]:
    """Where the latest refund somebody asked for stands, by order; orders without one are missing."""
    if not order_ids:
        return {}
    found = rows(
        _LatestState,
        """SELECT DISTINCT ON (order_id) order_id, state FROM refund
           WHERE order_id = ANY(:ids) AND reason <> ALL(:automatic) ORDER BY order_id, id DESC""",
        ids=list(order_ids),
        automatic=list(AUTOMATIC),
    )
    return {each.order_id: each.state for each in found}


def refunds_of(order_no: str) -> list[RefundView]:
    """Every refund of an order, oldest first."""
    return rows(
        RefundView,
        """SELECT out_refund_no, refund.state, refund.amount_fen, reason, text, requested_by, trouble,
                  refund.created_at, finished_at
           FROM refund JOIN orders ON orders.id = order_id WHERE no = :no ORDER BY refund.id""",
        no=order_no,
    )
