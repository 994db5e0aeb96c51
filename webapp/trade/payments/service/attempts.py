"""Attempts to pay an order, and what WeChat says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, execute_autocommit, rows
from webapp.trade.orders import PayableOrder, SoldOrder, states
from webapp.trade.payments.kinds import OPEN, NoticeKind, PaymentState


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentAttempt:
    """One attempt to pay; amounts in fen."""

    out_trade_no: str
    appid: str
    mchid: str
    openid: str
    amount_fen: int
    prepay_id: str | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptView:
    """An attempt as staff see it, without the payer; the amount in fen."""

    out_trade_no: str
    appid: str
    state: PaymentState
    amount_fen: int
    transaction_id: str | None
    trouble: str
    created_at: datetime
    succeeded_at: datetime | None
    closed_at: datetime | None


_ATTEMPT = """SELECT out_trade_no, appid, mchid, openid, amount_fen, prepay_id, created_at, expires_at
              FROM payment"""


def open_attempts(order_id: int) -> list[PaymentAttempt]:
    """Attempts of an order that may still be paid, oldest first."""
    return rows(
        PaymentAttempt,
        _ATTEMPT + " WHERE order_id = :id AND state = ANY(:open) ORDER BY id",
        id=order_id,
        open=list(OPEN),
    )


def add_attempt(order: PayableOrder, attempt: PaymentAttempt) -> PaymentAttempt:
    """Write an attempt down before WeChat hears of it."""
    execute(
        """INSERT INTO payment (order_id, out_trade_no, appid, mchid, openid, amount_fen, state, created_at, expires_at)
           VALUES (:order_id, :out_trade_no, :appid, :mchid, :openid, :amount_fen, :state, :created_at,
                   :expires_at)""",
        order_id=order.id,
        out_trade_no=attempt.out_trade_no,
        appid=attempt.appid,
        mchid=attempt.mchid,
        openid=attempt.openid,
        amount_fen=attempt.amount_fen,
        state=PaymentState.CREATED,
        created_at=attempt.created_at,
        expires_at=attempt.expires_at,
    )
    return attempt


# Not worth waiting for the disk: should it be lost, WeChat answers the same question the same way.
PREPARED = """
UPDATE payment SET state = :prepared, prepay_id = :prepay_id
WHERE out_trade_no = :no AND state = ANY(:open) AND set_config('synchronous_commit', 'off', true) = 'off'
RETURNING out_trade_no
"""


def mark_prepared(out_trade_no: str, prepay_id: str) -> bool:
    """WeChat knows of the attempt now, said in a transaction of its own; False when it was paid or closed meanwhile."""
    known = execute_autocommit(
        str,
        PREPARED,
        no=out_trade_no,
        prepared=PaymentState.PREPARED,
        open=list(OPEN),
        prepay_id=prepay_id,
    )
    return known is not None


def mark_closed(out_trade_no: str, at: datetime) -> None:
    """Nobody can pay this attempt any more: WeChat said so."""
    execute(
        """UPDATE payment SET state = :closed, closed_at = :at WHERE out_trade_no = :no AND state = ANY(:open)""",
        no=out_trade_no,
        closed=PaymentState.CLOSED,
        open=list(OPEN),
        at=at,
    )


# The notice, the payment, the order and its history in one statement: a notification must be cheap and all or nothing.
_PAID = """
WITH noticed AS (
    INSERT INTO wechat_notice (kind, notice_id, reference, outcome, received_at)
    SELECT :payment, CAST(:notice_id AS text), CAST(:out_trade_no AS text), :outcome, :at
    WHERE CAST(:notice_id AS text) IS NOT NULL
    ON CONFLICT DO NOTHING
), succeeded AS (
    UPDATE payment SET state = :succeeded, transaction_id = :transaction_id, succeeded_at = :success_at
    WHERE id = :payment_id AND state <> :succeeded
), moved AS (
    UPDATE orders SET state = :paid, paid_at = :at WHERE id = :order_id AND state = :pending RETURNING id
)
INSERT INTO order_event (order_id, event, from_state, to_state, actor, detail, at)
SELECT id, :event, :pending, :paid, :actor, jsonb_build_object('out_trade_no', CAST(:out_trade_no AS text)),
       :at FROM moved
"""


_PAID_WORDS = {
    "payment": NoticeKind.PAYMENT,
    "outcome": "paid",
    "succeeded": PaymentState.SUCCEEDED,
    "pending": states.PENDING_PAYMENT,
    "paid": states.PAID,
    "event": "paid",
    "actor": "wechat",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentSuccess:
    """WeChat's word that an attempt was paid, and how we heard of it (`notice_id` None: we asked)."""

    transaction_id: str
    success_at: datetime
    notice_id: str | None
    at: datetime


def record_paid(sold: SoldOrder, success: PaymentSuccess) -> bool:
    """Mark attempt and order paid; False when the order was not waiting for money any more."""
    moved = execute(
        _PAID,
        payment_id=sold.payment_id,
        order_id=sold.order_id,
        out_trade_no=sold.out_trade_no,
        transaction_id=success.transaction_id,
        success_at=success.success_at,
        notice_id=success.notice_id,
        at=success.at,
        **_PAID_WORDS,
    )
    return bool(moved)


def record_late(sold: SoldOrder, success: PaymentSuccess) -> None:
    """Mark an attempt paid whose order wants no money (closed, or paid already)."""
    execute(
        """UPDATE payment SET state = :succeeded, transaction_id = :transaction_id, succeeded_at = :success_at
           WHERE id = :id AND state <> :succeeded""",
        id=sold.payment_id,
        succeeded=PaymentState.SUCCEEDED,
        transaction_id=success.transaction_id,
        success_at=success.success_at,
    )


def quarantine(sold: SoldOrder, trouble: str) -> None:
    """Set a payment aside whose figures are not ours; the order stays as it is and staff see why."""
    execute(
        """UPDATE payment SET trouble = :trouble, state = CASE state WHEN :succeeded THEN state ELSE :quarantined END
           WHERE id = :id""",
        id=sold.payment_id,
        succeeded=PaymentState.SUCCEEDED,
        quarantined=PaymentState.QUARANTINED,
        trouble=trouble[:200],
    )


def record_notice(kind: NoticeKind, notice_id: str | None, *, reference: str, outcome: str, at: datetime) -> None:
    """Write a notification into the inbox; the same one again changes nothing."""
    if notice_id is None:
        return
    execute(
        """INSERT INTO wechat_notice (kind, notice_id, reference, outcome, received_at)
           VALUES (:kind, :notice_id, :reference, :outcome, :at) ON CONFLICT DO NOTHING""",
        kind=kind,
        notice_id=notice_id,
        reference=reference[:32],
        outcome=outcome,
        at=at,
    )


# Literals, so that the partial index of open attempts is read: no parameter matches it.
_OPEN_NUMBERS = """SELECT out_trade_no FROM payment JOIN orders ON orders.id = order_id
                   WHERE payment.state IN ('created', 'prepared')"""


def attempts_to_poll(before: datetime, *, limit: int) -> Sequence[str]:
    """Open attempts of unpaid orders made before a moment, oldest first: WeChat is asked about them."""
    return rows(
        str,
        _OPEN_NUMBERS
        + """ AND payment.created_at <= :before AND orders.state = :pending
              ORDER BY payment.created_at LIMIT :limit""",
        before=before,
        pending=states.PENDING_PAYMENT,
        limit=limit,
    )


def superfluous_attempts(*, limit: int) -> Sequence[str]:
    """Attempts still open although their order wants no money: two were begun at the same moment, one was paid."""
    return rows(
        str,
        _OPEN_NUMBERS + " AND orders.state <> :pending ORDER BY payment.created_at LIMIT :limit",
        pending=states.PENDING_PAYMENT,
        limit=limit,
    )


def attempts_of(order_no: str) -> list[AttemptView]:
    """Every attempt to pay an order, for staff."""
    return rows(
        AttemptView,
        """SELECT out_trade_no, appid, payment.state, amount_fen, transaction_id, trouble, payment.created_at,
                  succeeded_at, payment.closed_at
           FROM payment JOIN orders ON orders.id = order_id WHERE no = :no ORDER BY payment.id""",
        no=order_no,
    )
