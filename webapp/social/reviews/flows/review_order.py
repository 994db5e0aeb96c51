"""A buyer says how what they received is: stars for each thing, words if they like."""

from collections.abc import Sequence
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.clean_text import clean_text
from webapp.kernel.db import transaction
from webapp.people.moderation import TextKind
from webapp.people.moderation.flows.submit_public_text import submit_public_text
from webapp.social import reviews
from webapp.social.reviews import ReviewDraft, ReviewInput, ReviewView
from webapp.social.reviews.flows.review_relationship_events import record_rating_event, record_review_event
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
    text = clean_text(opinion.text)
    text_id = submit_public_text(TextKind.REVIEW, order.buyer_id, text, now=now) if text else None
    draft = ReviewDraft(
        order_id=order.id, sku_code=opinion.sku_code, person_id=order.buyer_id, stars=opinion.stars, text_id=text_id
    )
    review_id = reviews.add_review(draft, now=now)
    record_rating_event(order, review_id, now=now)
    if text_id is None:
        record_review_event(reviews.review_by(order.buyer_id, review_id), now=now)
