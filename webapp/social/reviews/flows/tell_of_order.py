"""What an order says about how its buyer and the shopkeeper it is credited to stand to each other."""

from datetime import datetime

from webapp.referral import attribution
from webapp.social import relationships, reviews
from webapp.social.relationships import EventKind, Telling
from webapp.social.reviews import Feeling
from webapp.trade.orders import OrderView


def tell_of_order(kind: EventKind, order_no: str, *, shopkeeper_id: int | None, buyer_id: int, now: datetime) -> None:
    """Tell it inside the open transaction; an order nobody is credited with says nothing."""
    if shopkeeper_id is None:
        return
    telling = Telling(shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=f"order:{order_no}", at=now)
    relationships.tell(telling, now=now)


def strike_satisfied(order_no: str, *, shopkeeper_id: int | None, buyer_id: int, reason: str, now: datetime) -> None:
    """A purchase that was told as satisfied is no longer; `reason` names what says so."""
    if shopkeeper_id is None:
        return
    kind, source = EventKind.PURCHASE_SATISFIED, f"order:{order_no}"
    telling = Telling(shopkeeper_id=shopkeeper_id, person_id=buyer_id, kind=kind, source=source, at=now)
    relationships.strike_told(telling, reason, now=now)


def tell_of_sale(order: OrderView, *, now: datetime) -> None:
    """A sale has stood the time for returns: whoever forwarded it brought somebody, and its buyer is satisfied.

    Unless their stars say otherwise.
    """
    if order.shopkeeper_id is None:
        return
    thanked = attribution.people_thanked(order.attribution_id) if order.attribution_id else []
    kinds = dict.fromkeys(thanked, EventKind.REFERRED) | {order.buyer_id: EventKind.PURCHASE_SATISFIED}
    if reviews.feeling_about(order.id) is Feeling.DISSATISFIED:
        del kinds[order.buyer_id]
    # By person, so that two sales at once lock the pairs they share in one order.
    for person_id, kind in sorted(kinds.items()):
        tell_of_order(kind, order.no, shopkeeper_id=order.shopkeeper_id, buyer_id=person_id, now=now)
