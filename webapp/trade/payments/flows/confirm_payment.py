"""WeChat says an order is paid: one flow for its notification, for our question, and for every repetition of both."""

import logging
from dataclasses import dataclass
from typing import Literal

from webapp.gateways.wechat import PaymentStatus
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.jobs import enqueue
from webapp.money import commission, ledger
from webapp.money.ledger import Leg, Posting
from webapp.trade import catalog, orders, payments, refunds
from webapp.trade.orders import SoldOrder, states
from webapp.trade.payments import PaymentSuccess

Outcome = Literal["paid", "repeated", "late_refund", "quarantined", "unknown_order", "not_paid"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of WeChat's word; after `unknown_order` WeChat must be made to say it again."""

    outcome: Outcome
    order_no: str = ""


def confirm_payment(status: PaymentStatus, *, notice_id: str | None) -> Confirmation:
    """Mark the order paid, sell its stock, book the money and promise the rewards; or send the money back."""
    if status.trade_state not in ("SUCCESS", "REFUND"):
        return Confirmation("not_paid")
    with transaction():
        sold = payments.lock_sold(status.out_trade_no)
        if sold is None:
            log.error("payment of an order we do not know: %s", status.out_trade_no)
            return Confirmation("unknown_order")
        now = clock.now()
        success = PaymentSuccess(
            transaction_id=status.transaction_id, success_at=status.success_at or now, notice_id=notice_id, at=now
        )
        return Confirmation(_decide(sold, status, success), sold.no)


def _decide(sold: SoldOrder, status: PaymentStatus, success: PaymentSuccess) -> Outcome:
    if sold.payment_state == "succeeded" and status.trade_state == "REFUND":
        return "repeated"
    if trouble := _mismatch(sold, status):
        payments.quarantine(sold, trouble)
        log.error("payment %s quarantined: %s", sold.out_trade_no, trouble)
        return _noticed("quarantined", sold, success)
    if sold.payment_state == "succeeded":
        return _noticed("repeated", sold, success)
    if sold.state == states.PENDING_PAYMENT:
        _accept(sold, success)
        return "paid"
    _send_back(sold, success)
    return _noticed("late_refund", sold, success)


def _mismatch(sold: SoldOrder, status: PaymentStatus) -> str:
    """What WeChat's word says otherwise than our books; empty when they agree."""
    ours = {
        "amount": sold.amount_fen,
        "currency": "CNY",
        "appid": sold.appid,
        "mchid": sold.mchid,
        "transaction": sold.transaction_id or status.transaction_id,
    }
    theirs = {
        "amount": status.amount_fen,
        "currency": status.currency,
        "appid": status.appid,
        "mchid": status.mchid,
        "transaction": status.transaction_id,
    }
    wrong = [f"{name} {theirs[name]} instead of {ours[name]}" for name in ours if ours[name] != theirs[name]]
    if status.trade_state == "REFUND":
        wrong.append("refunded at WeChat before we knew of it")
    if not status.transaction_id:
        wrong.append("no transaction id")
    return "; ".join(wrong)


def _accept(sold: SoldOrder, success: PaymentSuccess) -> None:
    payments.record_paid(sold, success)
    catalog.sell(sold.stock)
    ledger.post_all([_money(sold, success, "sales"), *commission.accrue(sold, at=success.at)])


def _send_back(sold: SoldOrder, success: PaymentSuccess) -> None:
    """The order wants no money: it is closed, or another attempt has paid it. What came in goes back by itself."""
    reason = refunds.ORDER_CLOSED if sold.state == states.CLOSED else refunds.PAID_TWICE
    payments.record_late(sold, success)
    ledger.post_all([_money(sold, success, "refunds_payable")])
    out_refund_no = orders.new_number("R", success.at)
    refunds.add_refund(
        refunds.RefundDraft(
            order_id=sold.order_id,
            payment_id=sold.payment_id,
            out_refund_no=out_refund_no,
            amount_fen=sold.amount_fen,
            reason=reason,
            text="",
            requested_by="wechat",
            created_at=success.at,
        )
    )
    enqueue("start_refund", lock=f"refund:{out_refund_no}", out_refund_no=out_refund_no)


def _money(sold: SoldOrder, success: PaymentSuccess, goal: str) -> Posting:
    return Posting(
        kind="payment",
        key=f"payment:{sold.out_trade_no}",
        reference=f"order:{sold.no}",
        legs=[Leg("wx_clearing", "", -sold.amount_fen), Leg(goal, "", sold.amount_fen)],
        explanation={"order_no": sold.no, "out_trade_no": sold.out_trade_no, "transaction_id": success.transaction_id},
        event_at=success.success_at,
    )


def _noticed(outcome: Outcome, sold: SoldOrder, success: PaymentSuccess) -> Outcome:
    payments.record_notice("payment", success.notice_id, reference=sold.out_trade_no, outcome=outcome, at=success.at)
    return outcome
