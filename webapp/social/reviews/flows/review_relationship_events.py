"""What a review says about how its author and the shopkeeper stand to each other."""

from datetime import datetime

from webapp.people.moderation import PublicTextView
from webapp.social import relationships, reviews
from webapp.social.relationships import EventKind, EventReport
from webapp.social.reviews import ReviewRef, Sentiment
from webapp.social.reviews.flows.order_relationship_events import record_order_event, void_satisfied_purchase
from webapp.trade.orders import OrderView


def record_rating_event(order: OrderView, review_id: int, *, now: datetime) -> None:
    """Stars speak at once: they call the purchase satisfied before its settlement would, or deny that it was."""
    keeper, buyer = order.shopkeeper_id, order.buyer_id
    match reviews.sentiment_of_order(order.id):
        case Sentiment.SATISFIED:
            record_order_event(EventKind.PURCHASE_SATISFIED, order.no, shopkeeper_id=keeper, buyer_id=buyer, now=now)
        case Sentiment.DISSATISFIED:
            reason = f"review:{review_id}"
            void_satisfied_purchase(order.no, shopkeeper_id=keeper, buyer_id=buyer, reason=reason, now=now)


def record_review_event(review: ReviewRef, *, now: datetime) -> None:
    """The review can be read by all: its author gave something back. Nobody's sale says nothing."""
    if telling := _reviewed(review, now):
        relationships.record_event(telling, now=now)


def record_review_shown(text: PublicTextView, now: datetime) -> None:
    """The words of a review have become public."""
    if review := reviews.review_of_text(text.id):
        record_review_event(review, now=now)


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
