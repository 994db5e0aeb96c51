"""What buyers think, newest first: stars, words in every state, replies. Read only: no colleague removes a review."""

from typing import Any

from webapp.social.reviews import every_review
from webapp.web.admin.lists import AdminList, Column, register_list
from webapp.web.admin.rendering import named


def _text(said: Any) -> str:
    return str(said.text) if said else ""


REVIEWS = AdminList(
    endpoint="reviews",
    path="/reviews",
    permission="reviews.view",
    words="reviews",
    columns=(
        Column(key="created_at", label="reviews.when", cell="minute"),
        Column(key="name", label="reviews.goods", cell="own", is_heading=True, plain=named),
        Column(key="stars", label="reviews.stars", cell="own", css="nowrap"),
        Column(key="review_text", label="reviews.words", cell="own", plain=lambda review: _text(review.review_text)),
        Column(key="reply", label="reviews.reply", cell="own", plain=lambda review: _text(review.reply)),
        Column(key="shop_name", label="orders.keeper", cell="own", css="nowrap"),
        Column(key="order_no", label="orders.no", cell="own", css="nowrap"),
    ),
    query=every_review,
    template="social/reviews/admin/reviews.html",
    cells="social/reviews/admin/_review_cells.html",
)
register_list(REVIEWS, group="serving", place=30)
