"""The goods leave the warehouse."""

from datetime import timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.kernel.facts import happened
from webapp.kernel.settings import settings
from webapp.people.staff import audit
from webapp.trade import orders
from webapp.trade.orders import OrderShipped, Transition, states


def ship_order(order_no: str, *, carrier: str, tracking_no: str, staff_id: int) -> None:
    """A paid order is on its way; unless the buyer confirms earlier, it counts as received after a while."""
    carrier, tracking_no = carrier.strip(), tracking_no.strip()
    if not 1 <= len(carrier) <= orders.MAX_CARRIER_LENGTH or not 1 <= len(tracking_no) <= orders.MAX_TRACKING_NO_LENGTH:
        raise Invalid("carrier and tracking number are needed")
    with transaction():
        order = orders.lock(order_no)
        now = clock.now()
        orders.apply_transition(
            order.id,
            Transition(event="shipped", before=states.PAID, after=states.SHIPPED, actor=f"staff:{staff_id}", at=now),
            detail={"carrier": carrier, "tracking_no": tracking_no},
            due_at=now + timedelta(seconds=settings().auto_receipt_seconds),
            carrier=carrier,
            tracking_no=tracking_no,
        )
        audit.record(staff_id, "order_shipped", f"order:{order_no}", carrier=carrier, tracking_no=tracking_no)
        happened(
            OrderShipped(
                order_no=order_no,
                buyer_id=order.buyer_id,
                shopkeeper_id=order.shopkeeper_id,
                paid_at=order.paid_at,
                shipped_at=now,
            )
        )
