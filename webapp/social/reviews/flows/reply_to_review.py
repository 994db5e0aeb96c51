"""The shopkeeper a sale is credited with answers its review, once."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity, moderation
from webapp.people.moderation import TextKind
from webapp.referral.shares import ShopkeeperSuspended
from webapp.social import reviews
from webapp.social.reviews import ReviewView


def reply_to_review(shopkeeper_id: int, review_id: int, words: str) -> ReviewView:
    """Reply to a review of one's own sale; raises ReviewNotFound, AlreadyReplied, WordsNeeded, ShopkeeperSuspended."""
    with transaction():
        keeper = identity.shopkeeper(shopkeeper_id)
        if not keeper.active:
            raise ShopkeeperSuspended
        reply_id = moderation.submit_text(TextKind.REPLY, keeper.person_id, words, now=clock.now())
        reviews.save_reply(shopkeeper_id, review_id, reply_id)
        return reviews.review_through(shopkeeper_id, review_id)
