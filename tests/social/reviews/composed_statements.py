"""Reviews as buyers, shops and staff list them."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.social.reviews.queries.reviews import every_review, reviews_of_product, reviews_through

CALLS = [partial(reviews_of_product, 1), partial(reviews_through, 1, cursor=encode(7)), every_review]
