"""Who may review what, until when, and what the stars of an order say; decided without a database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.kernel.errors import Conflict, Invalid, NotFound, Refused
from webapp.trade.orders import states

MIN_STARS, MAX_STARS = 1, 5
SATISFIED_FROM = 4
DISSATISFIED_UP_TO = 2
REVIEW_WITHIN = timedelta(days=90)
"""How long after receipt a review may be written."""

_ASKED = frozenset({states.RECEIVED, states.SETTLED})
_GIVEN_BACK = frozenset({states.REFUNDING, states.REFUNDED})


class NotReceived(Refused):
    """Reviews are for what has arrived; please confirm receipt first."""


class PurchaseRefunded(Refused):
    """This purchase was given back, or is about to be; it cannot be reviewed."""


class TooLateToReview(Refused):
    """A purchase can be reviewed within 90 days after it was received."""


class AlreadyReviewed(Conflict):
    """This was reviewed already; each thing bought is reviewed once."""


class NotBought(NotFound):
    """This is not part of that order."""


class StarsNeeded(Invalid):
    """Give between one and five stars."""


class ReviewNotFound(NotFound):
    """There is no such review, or it is not yours."""


class AlreadyReplied(Conflict):
    """This review has its reply already."""


class Sentiment(StrEnum):
    """What the stars of an order say about its buyer."""

    SATISFIED = "satisfied"
    NEITHER = "neither"
    DISSATISFIED = "dissatisfied"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewInput:
    """What a buyer wants to say about one SKU of an order."""

    sku_code: str
    stars: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """How a product is rated: how often, the mean to one decimal (None: never), and how often each star was given."""

    count: int
    average: float | None
    by_star: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A shop's sales since some day: order lines received, of these rated, and of these with four stars or more."""

    received: int
    rated: int
    satisfied: int


def require_reviewable(state: str, received_at: datetime | None, now: datetime) -> None:
    """Raise PurchaseGivenBack, NotReceived or TooLateToReview unless an order may be reviewed now."""
    if state in _GIVEN_BACK:
        raise PurchaseRefunded
    if state not in _ASKED or received_at is None:
        raise NotReceived
    if now - received_at > REVIEW_WITHIN:
        raise TooLateToReview


def is_reviewable(state: str, received_at: datetime | None, now: datetime) -> bool:
    """Whether an order may be reviewed now."""
    try:
        require_reviewable(state, received_at, now)
    except Refused:
        return False
    return True


def require_stars(stars: int) -> None:
    """Raise StarsNeeded for anything but one to five."""
    if not MIN_STARS <= stars <= MAX_STARS:
        raise StarsNeeded


def sentiment_of_stars(stars: Collection[int]) -> Sentiment:
    """What the stars of one order say: one thing bought that disappoints outweighs the others, in whatever order."""
    if any(each <= DISSATISFIED_UP_TO for each in stars):
        return Sentiment.DISSATISFIED
    return Sentiment.SATISFIED if any(each >= SATISFIED_FROM for each in stars) else Sentiment.NEITHER


def rating(by_star: Mapping[int, int]) -> Rating:
    """The rating these stars make; the mean is rounded half up, so 4.25 is 4.3."""
    whole = {star: by_star.get(star, 0) for star in range(MAX_STARS, MIN_STARS - 1, -1)}
    count = sum(whole.values())
    if not count:
        return Rating(0, None, whole)
    total = sum(star * times for star, times in whole.items())
    return Rating(count, (20 * total + count) // (2 * count) / 10, whole)
