"""What a review says about how its author and the shopkeeper stand to each other."""

from datetime import datetime

from webapp.people.moderation import PublicTextView
from webapp.social import relationships, reviews
from webapp.social.relationships import EventKind, Telling
from webapp.social.reviews import Feeling, ReviewRef
from webapp.social.reviews.flows.tell_of_order import strike_satisfied, tell_of_order
from webapp.trade.orders import OrderView


def tell_of_stars(order: OrderView, review_id: int, *, now: datetime) -> None:
    """Stars speak at once: they call the purchase satisfied before its settlement would, or deny that it was."""
    keeper, buyer = order.shopkeeper_id, order.buyer_id
    match reviews.feeling_about(order.id):
        case Feeling.SATISFIED:
            tell_of_order(EventKind.PURCHASE_SATISFIED, order.no, shopkeeper_id=keeper, buyer_id=buyer, now=now)
        case Feeling.DISSATISFIED:
            reason = f"review:{review_id}"
            strike_satisfied(order.no, shopkeeper_id=keeper, buyer_id=buyer, reason=reason, now=now)


def tell_reviewed(review: ReviewRef, *, now: datetime) -> None:
    """The review can be read by all: its author gave something back. Nobody's sale says nothing."""
    if telling := _reviewed(review, now):
        relationships.tell(telling, now=now)


def review_is_shown(text: PublicTextView, now: datetime) -> None:
    """The words of a review have become public."""
    if review := reviews.review_of_text(text.id):
        tell_reviewed(review, now=now)


def strike_reviewed(review: ReviewRef, *, now: datetime) -> None:
    """The review was taken back."""
    if telling := _reviewed(review, now):
        relationships.strike_told(telling, f"review_taken_back:{review.id}", now=now)


def _reviewed(review: ReviewRef, now: datetime) -> Telling | None:
    if review.shopkeeper_id is None:
        return None
    return Telling(
        shopkeeper_id=review.shopkeeper_id,
        person_id=review.person_id,
        kind=EventKind.REVIEWED,
        source=f"review:{review.id}",
        at=now,
    )
