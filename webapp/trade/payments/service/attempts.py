"""Attempts to pay an order, and what WeChat says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import execute, row, rows
from webapp.trade.orders import OrderNotFound, PayableOrder, SoldLine, SoldOrder


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


# Both rows are locked, so whoever waited here reads what the faster one wrote. Lines and attribution never change.
_SOLD = """
SELECT payment.id AS payment_id, out_trade_no, payment.state AS payment_state, appid, mchid, amount_fen,
       transaction_id, orders.id AS order_id, no, orders.state, buyer_id, orders.shopkeeper_id, orders.chain,
       rule_version, total_fen,
       (SELECT keeper.id FROM shopkeeper AS keeper WHERE keeper.person_id = buyer_id) AS buyer_shopkeeper_id,
       (SELECT json_agg(json_build_object(
                   'id', line.id, 'sku_id', sku_id, 'name_zh', name_zh, 'name_en', name_en, 'quantity', quantity,
                   'unit_price_fen', unit_price_fen, 'amount_fen', line.amount_fen, 'plan', plan,
                   'commission_base_fen', commission_base_fen, 'commission_rates_bp', commission_rates_bp)
                   ORDER BY position)
        FROM order_line AS line WHERE line.order_id = orders.id) AS lines,
       (SELECT json_build_object('attribution_id', given.id, 'policy', policy, 'reason', reason, 'share_id', share_id,
                                 'share_ref', share.ref::text, 'visit_ref', visit_ref::text,
                                 'forwards', forwards::text[], 'decided_at', decided_at)
        FROM attribution AS given LEFT JOIN share ON share.id = share_id
        WHERE given.id = orders.attribution_id AND outcome = 'credited') AS credit
FROM payment JOIN orders ON orders.id = payment.order_id
"""


def lock_sold(out_trade_no: str) -> SoldOrder | None:
    """The order a payment is for, locked together with the payment; None when we never made such a payment."""
    return _sold(row(_SOLD + " WHERE out_trade_no = :no FOR UPDATE OF orders, payment", no=out_trade_no))


def lock_paid(order_no: str) -> SoldOrder | None:
    """An order with the payment that paid it, both locked; None when nothing has paid it.

    A payment that came too late or twice pays nothing: it is on its way back by itself.
    """
    return _sold(
        row(
            _SOLD
            + """ WHERE no = :no AND payment.state = 'succeeded' AND NOT EXISTS (
                      SELECT FROM refund
                      WHERE refund.order_id = orders.id AND payment_id = payment.id
                            AND refund.reason IN ('order_closed', 'paid_twice'))
                  FOR UPDATE OF orders, payment""",
            no=order_no,
        )
    )


def _sold(found: Any) -> SoldOrder | None:
    if found is None:
        return None
    lines = [SoldLine(**line) for line in found["lines"]]
    return SoldOrder(**{**found, "lines": lines, "credit": found["credit"] or {}})


def lock_order(order_no: str, *, buyer_id: int | None = None) -> PayableOrder:
    """An order, locked; with `buyer_id` only the buyer's own. Raises OrderNotFound."""
    found = row(
        """SELECT id, no, buyer_id, state, total_fen, language, expires_at,
                  (SELECT CASE WHEN language = 'en' THEN name_en ELSE name_zh END FROM order_line
                   WHERE order_id = orders.id ORDER BY position LIMIT 1) AS description
           FROM orders WHERE no = :no AND buyer_id = coalesce(CAST(:buyer AS bigint), buyer_id) FOR UPDATE""",
        no=order_no,
        buyer=buyer_id,
    )
    if found is None:
        raise OrderNotFound
    return PayableOrder(**found)


_ATTEMPT = """SELECT out_trade_no, appid, mchid, openid, amount_fen, prepay_id, created_at, expires_at
              FROM payment"""


def open_attempts(order_id: int) -> list[PaymentAttempt]:
    """Attempts of an order that may still be paid, oldest first."""
    found = rows(
        _ATTEMPT + " WHERE order_id = :id AND state IN ('created', 'prepared') ORDER BY id",
        id=order_id,
    )
    return [PaymentAttempt(**each) for each in found]


def add_attempt(order: PayableOrder, attempt: PaymentAttempt) -> PaymentAttempt:
    """Write an attempt down before WeChat hears of it."""
    execute(
        """INSERT INTO payment (order_id, out_trade_no, appid, mchid, openid, amount_fen, state, created_at, expires_at)
           VALUES (:order_id, :out_trade_no, :appid, :mchid, :openid, :amount_fen, 'created', :created_at,
                   :expires_at)""",
        order_id=order.id,
        out_trade_no=attempt.out_trade_no,
        appid=attempt.appid,
        mchid=attempt.mchid,
        openid=attempt.openid,
        amount_fen=attempt.amount_fen,
        created_at=attempt.created_at,
        expires_at=attempt.expires_at,
    )
    return attempt


def mark_prepared(out_trade_no: str, prepay_id: str) -> bool:
    """WeChat knows of the attempt now; False when it was paid or closed meanwhile."""
    return bool(
        execute(
            """UPDATE payment SET state = 'prepared', prepay_id = :prepay_id
               WHERE out_trade_no = :no AND state IN ('created', 'prepared')""",
            no=out_trade_no,
            prepay_id=prepay_id,
        )
    )


def mark_closed(out_trade_no: str, at: datetime) -> None:
    """Nobody can pay this attempt any more: WeChat said so."""
    execute(
        """UPDATE payment SET state = 'closed', closed_at = :at
           WHERE out_trade_no = :no AND state IN ('created', 'prepared')""",
        no=out_trade_no,
        at=at,
    )


# The notice, the payment, the order and its history in one statement: a notification must be cheap and all or nothing.
_PAID = """
WITH noticed AS (
    INSERT INTO wechat_notice (kind, notice_id, reference, outcome, received_at)
    SELECT 'payment', CAST(:notice_id AS text), CAST(:out_trade_no AS text), 'paid', :at
    WHERE CAST(:notice_id AS text) IS NOT NULL
    ON CONFLICT DO NOTHING
), succeeded AS (
    UPDATE payment SET state = 'succeeded', transaction_id = :transaction_id, succeeded_at = :success_at
    WHERE id = :payment_id AND state <> 'succeeded'
), moved AS (
    UPDATE orders SET state = 'paid', paid_at = :at WHERE id = :order_id AND state = 'pending_payment' RETURNING id
)
INSERT INTO order_event (order_id, event, from_state, to_state, actor, detail, at)
SELECT id, 'paid', 'pending_payment', 'paid', 'wechat', jsonb_build_object('out_trade_no', CAST(:out_trade_no AS text)),
       :at FROM moved
"""


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
    )
    return bool(moved)


def record_late(sold: SoldOrder, success: PaymentSuccess) -> None:
    """Mark an attempt paid whose order wants no money (closed, or paid already)."""
    execute(
        """UPDATE payment SET state = 'succeeded', transaction_id = :transaction_id, succeeded_at = :success_at
           WHERE id = :id AND state <> 'succeeded'""",
        id=sold.payment_id,
        transaction_id=success.transaction_id,
        success_at=success.success_at,
    )


def quarantine(sold: SoldOrder, trouble: str) -> None:
    """Set a payment aside whose figures are not ours; the order stays as it is and staff see why."""
    execute(
        """UPDATE payment SET trouble = :trouble, state = CASE state WHEN 'succeeded' THEN state ELSE 'quarantined' END
           WHERE id = :id""",
        id=sold.payment_id,
        trouble=trouble[:200],
    )


def record_notice(kind: str, notice_id: str | None, *, reference: str, outcome: str, at: datetime) -> None:
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


def attempts_to_poll(before: datetime, *, limit: int) -> Sequence[str]:
    """Open attempts of unpaid orders made before a moment, oldest first: WeChat is asked about them."""
    found = rows(
        """SELECT out_trade_no FROM payment JOIN orders ON orders.id = order_id
           WHERE payment.state IN ('created', 'prepared') AND payment.created_at <= :before
                 AND orders.state = 'pending_payment'
           ORDER BY payment.created_at LIMIT :limit""",
        before=before,
        limit=limit,
    )
    return [each["out_trade_no"] for each in found]


def attempts_of(order_no: str) -> list[dict[str, Any]]:
    """Every attempt to pay an order, for staff; without openids."""
    found = rows(
        """SELECT out_trade_no, appid, payment.state, amount_fen, transaction_id, trouble, payment.created_at,
                  succeeded_at, payment.closed_at
           FROM payment JOIN orders ON orders.id = order_id WHERE no = :no ORDER BY payment.id""",
        no=order_no,
    )
    return [dict(each) for each in found]
