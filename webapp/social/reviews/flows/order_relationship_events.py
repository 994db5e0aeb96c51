"""What an order says about how its buyer and the shopkeeper it is credited to stand to each other."""

from datetime import datetime

from webapp.referral import attribution
from webapp.social import relationships, reviews
from webapp.social.relationships import EventKind, EventReport
from webapp.social.reviews import Sentiment
from webapp.trade.orders import OrderView


def record_order_event(
    kind: EventKind, order_no: str, *, shopkeeper_id: int | None, buyer_id: int, now: datetime
) -> None:
    """Tell it inside the open transaction; an order nobody is credited with says nothing."""
    if shopkeeper_id is None:
        return
    telling = EventReport(
        shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=f"order:{order_no}", at=now
    )
    relationships.record_event(telling, now=now)


def void_satisfied_purchase(
    order_no: str, *, shopkeeper_id: int | None, buyer_id: int, reason: str, now: datetime
) -> None:
    """A purchase that was told as satisfied is no longer; `reason` names what says so."""
    if shopkeeper_id is None:
        return
    kind, source = EventKind.PURCHASE_SATISFIED, f"order:{order_no}"
    telling = EventReport(shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=source, at=now)
    relationships.void_reported_event(telling, reason, now=now)


def record_sale_events(order: OrderView, *, now: datetime) -> None:
    """A sale has stood the time for returns: whoever forwarded it brought somebody, and its buyer is satisfied.

    Unless their stars say otherwise.
    """
    if order.shopkeeper_id is None:
        return
    thanked = attribution.credited_forwarders(order.attribution_id) if order.attribution_id else []
    kinds = dict.fromkeys(thanked, EventKind.REFERRED) | {order.buyer_id: EventKind.PURCHASE_SATISFIED}
    if reviews.sentiment_of_order(order.id) is Sentiment.DISSATISFIED:
        del kinds[order.buyer_id]
    # By person, so that two sales at once lock the pairs they share in one order.
    for person_id, kind in sorted(kinds.items()):
        record_order_event(kind, order.no, shopkeeper_id=order.shopkeeper_id, buyer_id=person_id, now=now)
