"""What an order says about how its buyer and the shopkeeper it is credited to stand to each other."""

from datetime import datetime

from webapp.domain import referral
from webapp.domain.orders import OrderView
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Telling


def tell_of_order(kind: EventKind, order_no: str, *, shopkeeper_id: int | None, buyer_id: int, now: datetime) -> None:
    """Tell it inside the open transaction; an order nobody is credited with says nothing."""
    if shopkeeper_id is None:
        return
    telling = Telling(shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=f"order:{order_no}", at=now)
    relationships.tell(telling, now=now)


def tell_of_sale(order: OrderView, *, now: datetime) -> None:
    """A sale has stood the time for returns: its buyer is satisfied, and whoever forwarded it brought somebody."""
    if order.shopkeeper_id is None:
        return
    thanked = referral.people_thanked(order.attribution_id) if order.attribution_id else []
    kinds = dict.fromkeys(thanked, EventKind.REFERRED) | {order.buyer_id: EventKind.PURCHASE_SATISFIED}
    # By person, so that two sales at once lock the pairs they share in one order.
    for person_id, kind in sorted(kinds.items()):
        tell_of_order(kind, order.no, shopkeeper_id=order.shopkeeper_id, buyer_id=person_id, now=now)
