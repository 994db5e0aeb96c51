"""A buyer says how what they received is: stars for each thing, words if they like."""

from collections.abc import Sequence
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.clean_text import clean_text
from webapp.kernel.db import transaction
from webapp.people import moderation
from webapp.people.moderation import TextKind
from webapp.social import reviews
from webapp.social.reviews import ReviewDraft, ReviewInput, ReviewView
from webapp.trade import orders
from webapp.trade.orders import OrderNotFound, OrderView


def review_order(buyer_id: int, order_no: str, opinions: Sequence[ReviewInput]) -> list[ReviewView]:
    """Review things of one's own order, all of them or none; gives what one has written about this order by now.

    Raises OrderNotFound, NotBought, NotReceived, PurchaseGivenBack, TooLateToReview, AlreadyReviewed, StarsNeeded and
    WordsNeeded. The order is locked first, so that it cannot be given back meanwhile.
    """
    with transaction():
        now = clock.now()
        order = orders.lock(order_no)
        if order.buyer_id != buyer_id:
            raise OrderNotFound
        reviews.require_reviewable(order.state, order.received_at, now)
        for opinion in opinions:
            _write(order, opinion, now)
        return reviews.reviews_of_order(buyer_id, order_no)


def _write(order: OrderView, opinion: ReviewInput, now: datetime) -> None:
    words = clean_text(opinion.words)
    text_id = moderation.submit_text(TextKind.REVIEW, order.buyer_id, words, now=now) if words else None
    draft = ReviewDraft(
        order_id=order.id, sku_code=opinion.sku_code, person_id=order.buyer_id, stars=opinion.stars, text_id=text_id
    )
    review_id = reviews.add_review(draft, now=now)
    reviews.record_rating_event(order, review_id, now=now)
    if text_id is None:
        reviews.record_review_event(reviews.review_by(order.buyer_id, review_id), now=now)
