"""Money going back: asked for, sent, confirmed or in trouble."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import execute, row, rows
from webapp.trade.orders import OrderChanged

# Reasons a refund has; the first two happen by themselves and leave the order as it is.
ORDER_CLOSED = "order_closed"
PAID_TWICE = "paid_twice"
REQUESTED = "requested"
AUTOMATIC = frozenset({ORDER_CLOSED, PAID_TWICE})
UNANSWERED = frozenset({"requested", "processing"})
FINAL = frozenset({"succeeded", "closed"})


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundDraft:
    """Money to send back for one payment, in fen."""

    order_id: int
    payment_id: int
    out_refund_no: str
    amount_fen: int
    reason: str
    words: str
    requested_by: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenRefund:
    """A refund with what WeChat and the books need to know, locked."""

    id: int
    out_refund_no: str
    out_trade_no: str
    order_id: int
    order_no: str
    buyer_id: int
    shopkeeper_id: int | None
    order_state: str
    amount_fen: int
    total_fen: int
    reason: str
    words: str
    state: str
    shipped_at: datetime | None
    received_at: datetime | None
    settled_at: datetime | None


def add_refund(draft: RefundDraft) -> bool:
    """Write a refund down before WeChat hears of it; False when this payment is already being refunded."""
    return bool(
        execute(
            """INSERT INTO refund (order_id, payment_id, out_refund_no, amount_fen, reason, words, requested_by, state,
                                   created_at)
               VALUES (:order_id, :payment_id, :out_refund_no, :amount_fen, :reason, :words, :requested_by, 'requested',
                       :created_at) ON CONFLICT DO NOTHING""",
            order_id=draft.order_id,
            payment_id=draft.payment_id,
            out_refund_no=draft.out_refund_no,
            amount_fen=draft.amount_fen,
            reason=draft.reason,
            words=draft.words,
            requested_by=draft.requested_by,
            created_at=draft.created_at,
        )
    )


_REFUND = """
SELECT refund.id, out_refund_no, out_trade_no, orders.id AS order_id, orders.no AS order_no, buyer_id,
       shopkeeper_id, orders.state AS order_state, refund.amount_fen, payment.amount_fen AS total_fen, reason, words,
       refund.state, shipped_at, received_at, settled_at
FROM refund JOIN payment ON payment.id = refund.payment_id JOIN orders ON orders.id = refund.order_id
WHERE out_refund_no = :no
"""


def open_refund_of(order_id: int, payment_id: int) -> str:
    """The number of the refund that is under way for an order's payment; raises OrderMoved when there is none."""
    found = row(
        """SELECT out_refund_no FROM refund
           WHERE order_id = :order AND payment_id = :payment AND state IN ('requested', 'processing', 'abnormal')
           ORDER BY id DESC LIMIT 1""",
        order=order_id,
        payment=payment_id,
    )
    if found is None:
        raise OrderChanged
    return str(found["out_refund_no"])


def refund_of(out_refund_no: str) -> OpenRefund | None:
    """A refund by its number, without a lock."""
    found = row(_REFUND, no=out_refund_no)
    return OpenRefund(**found) if found else None


def lock_refund(out_refund_no: str) -> OpenRefund | None:
    """A refund by its number, locked with its order."""
    found = row(_REFUND + " FOR UPDATE OF orders, refund", no=out_refund_no)
    return OpenRefund(**found) if found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundReport:
    """What WeChat said of a refund: our state for it, and its trouble in words."""

    state: str
    at: datetime
    refund_id: str | None = None
    trouble: str = ""


def record_refund(refund: OpenRefund, word: RefundReport) -> None:
    """Keep WeChat's word; a finished refund does not change any more."""
    execute(
        """UPDATE refund SET state = :state, trouble = :trouble, refund_id = coalesce(:refund_id, refund_id),
                  finished_at = :finished_at
           WHERE id = :id AND state NOT IN ('succeeded', 'closed')""",
        id=refund.id,
        state=word.state,
        trouble=word.trouble[:200],
        refund_id=word.refund_id,
        finished_at=word.at if word.state in FINAL else None,
    )


def refunds_to_poll(before: datetime, *, limit: int) -> Sequence[str]:
    """Refunds without a final answer, oldest first; last those in trouble, which staff may have cured at WeChat."""
    found = rows(
        """SELECT out_refund_no FROM refund WHERE state IN ('requested', 'processing', 'abnormal')
           AND created_at <= :before ORDER BY state = 'abnormal', created_at LIMIT :limit""",
        before=before,
        limit=limit,
    )
    return [each["out_refund_no"] for each in found]


def refunds_of(order_no: str) -> list[dict[str, Any]]:
    """Every refund of an order, oldest first."""
    found = rows(
        """SELECT out_refund_no, refund.state, refund.amount_fen, reason, words, requested_by, trouble,
                  refund.created_at, finished_at
           FROM refund JOIN orders ON orders.id = order_id WHERE no = :no ORDER BY refund.id""",
        no=order_no,
    )
    return [dict(each) for each in found]
