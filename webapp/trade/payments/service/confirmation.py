"""WeChat's word about a payment taken in: its notification, the answer to our question, every repetition of both."""

import logging
from dataclasses import dataclass
from typing import Literal

from webapp.gateways.wechat import PaymentStatus
from webapp.kernel import clock
from webapp.kernel.facts import happened
from webapp.money import ledger
from webapp.money.ledger import Leg, Posting
from webapp.trade import catalog
from webapp.trade.orders import SoldOrder, states
from webapp.trade.payments.facts import OrderPaid, UnwantedPaymentReceived
from webapp.trade.payments.kinds import NoticeKind, PaymentState
from webapp.trade.payments.service.attempts import PaymentSuccess, quarantine, record_late, record_notice, record_paid
from webapp.trade.payments.service.sold import lock_sold

Outcome = Literal["paid", "repeated", "late_refund", "quarantined", "unknown_order", "not_paid"]
PAID = frozenset({"SUCCESS", "REFUND"})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of WeChat's word; after `unknown_order` WeChat must be made to say it again."""

    outcome: Outcome
    order_no: str = ""


def record_payment_status(status: PaymentStatus, *, notice_id: str | None) -> Confirmation:
    """Mark the order paid, sell its stock and book the money; or book it as owed back. Once, however often it is said.

    `notice_id` is the notification's, None when we asked.
    """
    if status.trade_state not in PAID:
        return Confirmation("not_paid")
    sold = lock_sold(status.out_trade_no)
    if sold is None:
        log.error("payment of an order we do not know: %s", status.out_trade_no)
        return Confirmation("unknown_order")
    now = clock.now()
    success = PaymentSuccess(
        transaction_id=status.transaction_id, success_at=status.success_at or now, notice_id=notice_id, at=now
    )
    return Confirmation(_decide(sold, status, success), sold.no)


def _decide(sold: SoldOrder, status: PaymentStatus, success: PaymentSuccess) -> Outcome:
    if sold.payment_state == PaymentState.SUCCEEDED and status.trade_state == "REFUND":
        return "repeated"
    if trouble := _mismatch(sold, status):
        quarantine(sold, trouble)
        log.error("payment %s quarantined: %s", sold.out_trade_no, trouble)
        return _noticed("quarantined", sold, success)
    if sold.payment_state == PaymentState.SUCCEEDED:
        return _noticed("repeated", sold, success)
    if sold.state == states.PENDING_PAYMENT:
        _accept(sold, success)
        return "paid"
    _set_aside(sold, success)
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
    record_paid(sold, success)
    # Goods before purses, as a refund locks them: the other way round the two would wait for each other.
    catalog.sell(sold.stock)
    ledger.post_all([_money(sold, success, "sales")])
    happened(OrderPaid(sold=sold, paid_at=success.at))


def _set_aside(sold: SoldOrder, success: PaymentSuccess) -> None:
    """The order wants no money: it is closed, or another attempt has paid it."""
    record_late(sold, success)
    ledger.post_all([_money(sold, success, "refunds_payable")])
    happened(
        UnwantedPaymentReceived(
            order_id=sold.order_id,
            payment_id=sold.payment_id,
            amount_fen=sold.amount_fen,
            order_closed=sold.state == states.CLOSED,
            received_at=success.at,
        )
    )


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
    record_notice(NoticeKind.PAYMENT, success.notice_id, reference=sold.out_trade_no, outcome=outcome, at=success.at)
    return outcome
