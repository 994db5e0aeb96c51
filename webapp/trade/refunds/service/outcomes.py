"""WeChat's word about a refund taken in: its answer, its notification, and the answer to our question."""

import logging
from dataclasses import dataclass
from typing import Literal

from webapp.gateways.wechat import RefundStatus
from webapp.kernel import clock
from webapp.kernel.facts import happened
from webapp.money import ledger
from webapp.money.ledger import Leg
from webapp.trade import catalog, orders, payments
from webapp.trade.orders import Transition, states
from webapp.trade.payments import NoticeKind
from webapp.trade.refunds.facts import OrderRefunded
from webapp.trade.refunds.kinds import AUTOMATIC, FINAL, RefundState
from webapp.trade.refunds.service.refunds import OpenRefund, RefundReport, lock_refund, record_refund

Outcome = Literal["succeeded", "repeated", "processing", "abnormal", "closed", "unknown_refund"]
# WeChat's word → our state, and what staff read about it.
WORDS: dict[str, tuple[RefundState, str]] = {
    "SUCCESS": (RefundState.SUCCEEDED, ""),
    "PROCESSING": (RefundState.PROCESSING, ""),
    "NOT_ENOUGH": (
        RefundState.REQUESTED,
        "微信商户余额不足，充值后自动重试 · the merchant balance is too low; retried by itself",
    ),
    "ABNORMAL": (
        RefundState.ABNORMAL,
        "退款入账失败，请在微信商户平台处理 · the bank refused it; handle it at WeChat Pay",
    ),
    "CLOSED": (
        RefundState.CLOSED,
        "微信关闭了这笔退款，订单已恢复 · WeChat closed this refund; the order is as it was",
    ),
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefundResult:
    """What became of WeChat's word."""

    outcome: Outcome
    order_no: str = ""


def record_refund_status(status: RefundStatus, *, notice_id: str | None) -> RefundResult:
    """Take in what WeChat says of a refund. When the money is back, goods, books and rewards follow, once.

    `notice_id` is the notification's, None when we asked.
    """
    if status.status not in WORDS:
        return RefundResult("unknown_refund")
    refund = lock_refund(status.out_refund_no)
    if refund is None:
        log.error("word about a refund we do not know: %s", status.out_refund_no)
        return RefundResult("unknown_refund")
    outcome = _take(refund, status)
    payments.record_notice(
        NoticeKind.REFUND, notice_id, reference=refund.out_refund_no, outcome=outcome, at=clock.now()
    )
    return RefundResult(outcome, refund.order_no)


def _take(refund: OpenRefund, status: RefundStatus) -> Outcome:
    if refund.state in FINAL:
        return "repeated"
    state, trouble = WORDS[status.status]
    if status.status == "SUCCESS" and status.amount_fen != refund.amount_fen:
        state, trouble = RefundState.ABNORMAL, f"WeChat says {status.amount_fen} fen, we asked for {refund.amount_fen}"
        log.error("refund %s: %s", refund.out_refund_no, trouble)
    record_refund(
        refund,
        RefundReport(
            state=state,
            trouble=trouble,
            refund_id=status.refund_id or None,
            at=status.success_at or clock.now(),
        ),
    )
    if state == RefundState.SUCCEEDED:
        _money_is_back(refund, status)
        return "succeeded"
    if state == RefundState.CLOSED:
        _money_stayed(refund)
        return "closed"
    return "abnormal" if state == RefundState.ABNORMAL else "processing"


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
    if refund.reason in AUTOMATIC:
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
    happened(
        OrderRefunded(
            order_no=refund.order_no,
            out_refund_no=refund.out_refund_no,
            buyer_id=refund.buyer_id,
            shopkeeper_id=refund.shopkeeper_id,
            refunded_at=now,
        )
    )


def _money_stayed(refund: OpenRefund) -> None:
    """WeChat will not pay this refund: the order is again what it was, and staff see the trouble."""
    if refund.reason in AUTOMATIC:
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
