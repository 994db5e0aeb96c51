"""WeChat's word about a refund: one flow for its answer, its notification, and our question."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.gateways.wechat import RefundStatus
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.money import commission, ledger
from webapp.money.ledger import Leg
from webapp.social.relationships import EventKind
from webapp.social.reviews.flows.order_relationship_events import record_order_event, void_satisfied_purchase
from webapp.trade import catalog, orders, payments, refunds
from webapp.trade.orders import Transition, states
from webapp.trade.refunds import OpenRefund, RefundReport

Outcome = Literal["succeeded", "repeated", "processing", "abnormal", "closed", "unknown_refund"]
# WeChat's word → our state, and what staff read about it.
WORDS: dict[str, tuple[str, str]] = {
    "SUCCESS": ("succeeded", ""),
    "PROCESSING": ("processing", ""),
    "NOT_ENOUGH": (
        "requested",
        "微信商户余额不足，充值后自动重试 · the merchant balance is too low; retried by itself",
    ),
    "ABNORMAL": ("abnormal", "退款入账失败，请在微信商户平台处理 · the bank refused it; handle it at WeChat Pay"),
    "CLOSED": ("closed", "微信关闭了这笔退款，订单已恢复 · WeChat closed this refund; the order is as it was"),
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefundResult:
    """What became of WeChat's word."""

    outcome: Outcome
    order_no: str = ""


def finish_refund(status: RefundStatus, *, notice_id: str | None) -> RefundResult:
    """Take in what WeChat says of a refund. When the money is back, goods, books and rewards follow, once."""
    if status.status not in WORDS:
        return RefundResult("unknown_refund")
    with transaction():
        refund = refunds.lock_refund(status.out_refund_no)
        if refund is None:
            log.error("word about a refund we do not know: %s", status.out_refund_no)
            return RefundResult("unknown_refund")
        outcome = _take(refund, status)
        payments.record_notice("refund", notice_id, reference=refund.out_refund_no, outcome=outcome, at=clock.now())
        return RefundResult(outcome, refund.order_no)


def _take(refund: OpenRefund, status: RefundStatus) -> Outcome:
    if refund.state in refunds.FINAL:
        return "repeated"
    state, trouble = WORDS[status.status]
    if status.status == "SUCCESS" and status.amount_fen != refund.amount_fen:
        state, trouble = "abnormal", f"WeChat says {status.amount_fen} fen, we asked for {refund.amount_fen}"
        log.error("refund %s: %s", refund.out_refund_no, trouble)
    refunds.record_refund(
        refund,
        RefundReport(
            state=state,
            trouble=trouble,
            refund_id=status.refund_id or None,
            at=status.success_at or clock.now(),
        ),
    )
    if state == "succeeded":
        _money_is_back(refund, status)
        return "succeeded"
    if state == "closed":
        _money_stayed(refund)
        return "closed"
    return "abnormal" if state == "abnormal" else "processing"


def _money_is_back(refund: OpenRefund, status: RefundStatus) -> None:
    now = clock.now()
    ledger.post(
        "refund",
        key=f"refund:{refund.out_refund_no}",
        reference=f"order:{refund.order_no}",
        legs=[Leg("refunds_payable", "", -refund.amount_fen), Leg("wx_clearing", "", refund.amount_fen)],
        explanation={
            "order_no": refund.order_no,
            "out_refund_no": refund.out_refund_no,
            "refund_id": status.refund_id,
            "reason": refund.reason,
        },
        event_at=status.success_at or now,
    )
    if refund.reason in refunds.AUTOMATIC:
        return
    orders.apply_transition(
        refund.order_id,
        Transition(event="refunded", before=states.REFUNDING, after=states.REFUNDED, actor="wechat", at=now),
        detail={"out_refund_no": refund.out_refund_no},
    )
    # Goods before purses, as a payment locks them: the other way round the two would wait for each other.
    goods = orders.stock_of(refund.order_id)
    if refund.shipped_at is None:
        catalog.restock(goods)
    else:
        catalog.uncount_sale(goods)
    commission.claw_back(refund.order_no, at=now, reason=refund.out_refund_no)
    _tell(refund, now)


def _tell(refund: OpenRefund, now: datetime) -> None:
    """Whatever called this purchase satisfied before is overtaken by its return."""
    number, keeper, buyer = refund.order_no, refund.shopkeeper_id, refund.buyer_id
    reason = f"refund:{refund.out_refund_no}"
    void_satisfied_purchase(number, shopkeeper_id=keeper, buyer_id=buyer, reason=reason, now=now)
    record_order_event(EventKind.REFUND_NO_FAULT, number, shopkeeper_id=keeper, buyer_id=buyer, now=now)


def _money_stayed(refund: OpenRefund) -> None:
    """WeChat will not pay this refund: the order is again what it was, and staff see the trouble."""
    if refund.reason in refunds.AUTOMATIC:
        return
    now = clock.now()
    ledger.post(
        "refund_withdrawn",
        key=f"refund_withdrawn:{refund.out_refund_no}",
        reference=f"order:{refund.order_no}",
        legs=[Leg("refunds_payable", "", -refund.amount_fen), Leg("sales", "", refund.amount_fen)],
        explanation={"order_no": refund.order_no, "out_refund_no": refund.out_refund_no},
        event_at=now,
    )
    before = {
        "shipped_at": refund.shipped_at,
        "received_at": refund.received_at,
        "settled_at": refund.settled_at,
    }
    orders.apply_transition(
        refund.order_id,
        Transition(
            event="refund_failed",
            before=states.REFUNDING,
            after=orders.state_before_refund(before),
            actor="wechat",
            at=now,
        ),
        detail={"out_refund_no": refund.out_refund_no},
    )
