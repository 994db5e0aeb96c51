"""What buyers say of what they bought, with stars, and what the shopkeeper replies."""

from webapp.social.reviews.queries.reviews import (
    ModeratedText,
    OrderReviews,
    ReviewView,
    every_review,
    newest_with_text,
    order_reviews,
    review_by,
    review_through,
    reviews_of_order,
    reviews_of_product,
    reviews_through,
)
from webapp.social.reviews.queries.stars import rating_of, satisfaction
from webapp.social.reviews.rules import Rating, ReviewInput, Satisfaction, is_reviewable, require_reviewable
from webapp.social.reviews.service.relationship_events import (
    record_final_sale,
    record_published_review,
    record_rating_event,
    record_review_event,
    void_review_event,
)
from webapp.social.reviews.service.reviews import ReviewDraft, add_review, remove_review, save_reply

__all__ = [
    "ModeratedText",
    "OrderReviews",
    "Rating",
    "ReviewDraft",
    "ReviewInput",
    "ReviewView",
    "Satisfaction",
    "add_review",
    "every_review",
    "is_reviewable",
    "newest_with_text",
    "order_reviews",
    "rating_of",
    "record_final_sale",
    "record_published_review",
    "record_rating_event",
    "record_review_event",
    "remove_review",
    "require_reviewable",
    "review_by",
    "review_through",
    "reviews_of_order",
    "reviews_of_product",
    "reviews_through",
    "satisfaction",
    "save_reply",
    "void_review_event",
]
