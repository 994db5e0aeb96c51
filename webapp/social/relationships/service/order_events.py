"""What orders say about how their buyer and the shopkeeper they are credited to stand to each other."""

from datetime import datetime, timedelta

from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.service.events import EventReport, record_event, void_reported_event
from webapp.trade.orders import OrderShipped
from webapp.trade.refunds import OrderRefunded


def record_order_event(
    kind: EventKind, order_no: str, *, shopkeeper_id: int | None, buyer_id: int, now: datetime
) -> None:
    """Tell it inside the open transaction; an order nobody is credited with says nothing."""
    if shopkeeper_id is None:
        return
    telling = EventReport(
        shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=f"order:{order_no}", at=now
    )
    record_event(telling, now=now)


def void_satisfied_purchase(
    order_no: str, *, shopkeeper_id: int | None, buyer_id: int, reason: str, now: datetime
) -> None:
    """A purchase that was told as satisfied is no longer; `reason` names what says so."""
    if shopkeeper_id is None:
        return
    kind, source = EventKind.PURCHASE_SATISFIED, f"order:{order_no}"
    telling = EventReport(shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=source, at=now)
    void_reported_event(telling, reason, now=now)


def record_late_delivery(shipped: OrderShipped) -> None:
    """Goods that left the warehouse later than promised cost trust."""
    allowed = timedelta(hours=parameters().ship_within_hours)
    if shipped.paid_at is None or shipped.shipped_at - shipped.paid_at <= allowed:
        return
    record_order_event(
        EventKind.DELIVERY_LATE,
        shipped.order_no,
        shopkeeper_id=shipped.shopkeeper_id,
        buyer_id=shipped.buyer_id,
        now=shipped.shipped_at,
    )


def record_returned_purchase(refunded: OrderRefunded) -> None:
    """Whatever called this purchase satisfied before is overtaken by its return, which is nobody's fault."""
    number, keeper, buyer, now = refunded.order_no, refunded.shopkeeper_id, refunded.buyer_id, refunded.refunded_at
    reason = f"refund:{refunded.out_refund_no}"
    void_satisfied_purchase(number, shopkeeper_id=keeper, buyer_id=buyer, reason=reason, now=now)
    record_order_event(EventKind.REFUND_NO_FAULT, number, shopkeeper_id=keeper, buyer_id=buyer, now=now)
