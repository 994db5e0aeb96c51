"""What stars add up to: of a product, of an order, of a shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.social.reviews import rules
from webapp.social.reviews.rules import Rating, Satisfaction, Sentiment


@dataclass(frozen=True, slots=True)
class _StarCount:
    stars: int
    times: int


def rating_of(product_id: int) -> Rating:
    """How a product is rated: one statement that reads the index only."""
    found = rows(
        _StarCount,
        "SELECT stars, count(*)::int AS times FROM review WHERE product_id = :product GROUP BY stars",
        product=product_id,
    )
    return rules.rating({each.stars: each.times for each in found})


def sentiment_of_order(order_id: int) -> Sentiment:
    """What the stars of an order say about its buyer."""
    stars = rows(
        int,
        """SELECT stars FROM order_line AS line JOIN review ON review.order_line_id = line.id
           WHERE line.order_id = :order""",
        order=order_id,
    )
    return rules.sentiment_of_stars(stars)


@dataclass(frozen=True, slots=True)
class _SatisfactionOfShop:
    shopkeeper_id: int
    asked: int
    given: int
    satisfied: int


def satisfaction(shopkeeper_ids: Sequence[int], since: datetime) -> dict[int, Satisfaction]:
    """How satisfied the buyers of each shop are, over what was received since then; returned goods count, too.

    What shopkeepers bought of themselves says nothing about them. Shops that sold nothing since are left out.
    """
    found = rows(
        _SatisfactionOfShop,
        """SELECT orders.shopkeeper_id, count(*)::int AS asked, count(stars)::int AS given,
                  (count(*) FILTER (WHERE stars >= :satisfied))::int AS satisfied
           FROM orders JOIN shopkeeper AS keeper ON keeper.id = orders.shopkeeper_id AND keeper.person_id <> buyer_id
                JOIN order_line AS line ON line.order_id = orders.id
                LEFT JOIN review ON review.order_line_id = line.id
           WHERE orders.shopkeeper_id = ANY(:ids) AND received_at >= :since
           GROUP BY orders.shopkeeper_id""",
        ids=list(shopkeeper_ids),
        since=since,
        satisfied=rules.SATISFIED_FROM,
    )
    return {each.shopkeeper_id: Satisfaction(each.asked, each.given, each.satisfied) for each in found}
