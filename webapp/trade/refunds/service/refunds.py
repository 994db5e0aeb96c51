"""Money going back: asked for, sent, confirmed or in trouble."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row, rows
from webapp.trade import payments
from webapp.trade.orders import OrderChanged, SoldOrder
from webapp.trade.payments import PaymentState
from webapp.trade.refunds.kinds import AUTOMATIC, FINAL, UNFINISHED, RefundState


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundDraft:
    """Money to send back for one payment, in fen."""

    order_id: int
    payment_id: int
    out_refund_no: str
    amount_fen: int
    reason: str
    text: str
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
    text: str
    state: RefundState
    shipped_at: datetime | None
    received_at: datetime | None
    settled_at: datetime | None


def lock_paid(order_no: str) -> SoldOrder | None:
    """An order with the payment that paid it, both locked; None when nothing has paid it.

    A payment that came too late or twice pays nothing: it is on its way back by itself.
    """
    return payments.lock_sold_where(
        """no = :no AND payment.state = :succeeded AND NOT EXISTS (
               SELECT FROM refund WHERE refund.order_id = orders.id AND payment_id = payment.id
                                        AND refund.reason = ANY(:automatic))""",
        no=order_no,
        succeeded=PaymentState.SUCCEEDED,
        automatic=list(AUTOMATIC),
    )


def add_refund(draft: RefundDraft) -> bool:
    """Write a refund down before WeChat hears of it; False when this payment is already being refunded."""
    return bool(
        execute(
            """INSERT INTO refund (order_id, payment_id, out_refund_no, amount_fen, reason, text, requested_by, state,
                                   created_at)
               VALUES (:order_id, :payment_id, :out_refund_no, :amount_fen, :reason, :text, :requested_by, :state,
                       :created_at) ON CONFLICT DO NOTHING""",
            order_id=draft.order_id,
            payment_id=draft.payment_id,
            out_refund_no=draft.out_refund_no,
            amount_fen=draft.amount_fen,
            reason=draft.reason,
            text=draft.text,
            requested_by=draft.requested_by,
            state=RefundState.REQUESTED,
            created_at=draft.created_at,
        )
    )


_REFUND = """
SELECT refund.id, out_refund_no, out_trade_no, orders.id AS order_id, orders.no AS order_no, buyer_id,
       shopkeeper_id, orders.state AS order_state, refund.amount_fen, payment.amount_fen AS total_fen, reason, text,
       refund.state, shipped_at, received_at, settled_at
FROM refund JOIN payment ON payment.id = refund.payment_id JOIN orders ON orders.id = refund.order_id
WHERE out_refund_no = :no
"""


def open_refund_of(order_id: int, payment_id: int) -> str:
    """The number of the refund that is under way for an order's payment; raises OrderMoved when there is none."""
    found = row(
        str,
        """SELECT out_refund_no FROM refund
           WHERE order_id = :order AND payment_id = :payment AND state = ANY(:unfinished)
           ORDER BY id DESC LIMIT 1""",
        order=order_id,
        payment=payment_id,
        unfinished=list(UNFINISHED),
    )
    if found is None:
        raise OrderChanged
    return found


def refund_of(out_refund_no: str) -> OpenRefund | None:
    """A refund by its number, without a lock."""
    return row(OpenRefund, _REFUND, no=out_refund_no)


def lock_refund(out_refund_no: str) -> OpenRefund | None:
    """A refund by its number, locked with its order."""
    return row(OpenRefund, _REFUND + " FOR UPDATE OF orders, refund", no=out_refund_no)


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundReport:
    """What WeChat said of a refund: our state for it, and its trouble in words."""

    state: RefundState
    at: datetime
    refund_id: str | None = None
    trouble: str = ""


def record_refund(refund: OpenRefund, word: RefundReport) -> None:
    """Keep WeChat's word; a finished refund does not change any more."""
    execute(
        """UPDATE refund SET state = :state, trouble = :trouble, refund_id = coalesce(:refund_id, refund_id),
                  finished_at = :finished_at
           WHERE id = :id AND state <> ALL(:final)""",
        id=refund.id,
        final=list(FINAL),
        state=word.state,
        trouble=word.trouble[:200],
        refund_id=word.refund_id,
        finished_at=word.at if word.state in FINAL else None,
    )


def refunds_to_poll(before: datetime, *, limit: int) -> Sequence[str]:
    """Refunds without a final answer, oldest first; last those in trouble, which staff may have cured at WeChat."""
    return rows(
        str,
        """SELECT out_refund_no FROM refund WHERE state = ANY(:unfinished)
           AND created_at <= :before ORDER BY state = :abnormal, created_at LIMIT :limit""",
        unfinished=list(UNFINISHED),
        abnormal=RefundState.ABNORMAL,
        before=before,
        limit=limit,
    )
