"""The author takes a review back: stars, words and the reply to them go; what was bought is not reviewed again."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import moderation
from webapp.social import reviews


def withdraw_review(person_id: int, review_id: int) -> None:
    """Remove one's own review; raises ReviewNotFound, also for the second of two at once.

    The words go before the relationship is told, in the order in which publishing them takes its locks.
    """
    with transaction():
        review = reviews.review_by(person_id, review_id)
        moderation.delete_texts(reviews.remove_review(person_id, review_id))
        reviews.void_review_event(review, now=clock.now())
