"""What reviews, and the sales they are of, say about how their author and the shopkeeper stand to each other."""

from datetime import datetime

from webapp.people.moderation import TextKind, TextPublished
from webapp.referral import attribution
from webapp.social import relationships
from webapp.social.relationships import EventKind, EventReport, record_order_event, void_satisfied_purchase
from webapp.social.reviews.queries.reviews import ReviewRef, review_of_text
from webapp.social.reviews.queries.stars import sentiment_of_order
from webapp.social.reviews.rules import Sentiment
from webapp.trade.orders import OrderSettled, OrderView


def record_final_sale(settled: OrderSettled) -> None:
    """Whoever forwarded a sale that is final has brought somebody, and its buyer is satisfied.

    Unless their stars say otherwise.
    """
    if settled.shopkeeper_id is None:
        return
    credited = attribution.credited_forwarders(settled.attribution_id) if settled.attribution_id else []
    kinds = dict.fromkeys(credited, EventKind.REFERRED) | {settled.buyer_id: EventKind.PURCHASE_SATISFIED}
    if sentiment_of_order(settled.order_id) is Sentiment.DISSATISFIED:
        del kinds[settled.buyer_id]
    # By person, so that two sales at once lock the pairs they share in one order.
    for person_id, kind in sorted(kinds.items()):
        record_order_event(
            kind, settled.order_no, shopkeeper_id=settled.shopkeeper_id, buyer_id=person_id, now=settled.settled_at
        )


def record_rating_event(order: OrderView, review_id: int, *, now: datetime) -> None:
    """Stars speak at once: they call the purchase satisfied before its settlement would, or deny that it was."""
    keeper, buyer = order.shopkeeper_id, order.buyer_id
    match sentiment_of_order(order.id):
        case Sentiment.SATISFIED:
            record_order_event(EventKind.PURCHASE_SATISFIED, order.no, shopkeeper_id=keeper, buyer_id=buyer, now=now)
        case Sentiment.DISSATISFIED:
            reason = f"review:{review_id}"
            void_satisfied_purchase(order.no, shopkeeper_id=keeper, buyer_id=buyer, reason=reason, now=now)


def record_review_event(review: ReviewRef, *, now: datetime) -> None:
    """The review can be read by all: its author gave something back. Nobody's sale says nothing."""
    if telling := _reviewed(review, now):
        relationships.record_event(telling, now=now)


def record_published_review(published: TextPublished) -> None:
    """The words of a review have become public; those of anything else say nothing here."""
    if published.kind is TextKind.REVIEW and (review := review_of_text(published.text_id)):
        record_review_event(review, now=published.published_at)


def void_review_event(review: ReviewRef, *, now: datetime) -> None:
    """The review was taken back."""
    if telling := _reviewed(review, now):
        relationships.void_reported_event(telling, f"review_withdrawn:{review.id}", now=now)


def _reviewed(review: ReviewRef, now: datetime) -> EventReport | None:
    if review.shopkeeper_id is None:
        return None
    return EventReport(
        shopkeeper_id=review.shopkeeper_id,
        person_id=review.person_id,
        kind=EventKind.REVIEWED,
        source=f"review:{review.id}",
        at=now,
    )
