"""Which purchases may be reviewed, and what stars say."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.social import reviews
from webapp.social.reviews import rules
from webapp.social.reviews.rules import NotReceived, PurchaseRefunded, Sentiment, StarsNeeded, TooLateToReview
from webapp.trade.orders import states

RECEIVED_AT = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (states.PENDING_PAYMENT, NotReceived),
        (states.PAID, NotReceived),
        (states.SHIPPED, NotReceived),
        (states.CLOSED, NotReceived),
        (states.REFUNDING, PurchaseRefunded),
        (states.REFUNDED, PurchaseRefunded),
    ],
)
def test_only_what_arrived_and_was_kept_is_reviewed(state: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reviews.require_reviewable(state, RECEIVED_AT, RECEIVED_AT)
    assert not reviews.is_reviewable(state, RECEIVED_AT, RECEIVED_AT)


@pytest.mark.parametrize("state", [states.RECEIVED, states.SETTLED])
def test_a_review_may_be_written_for_ninety_days_and_not_a_second_longer(state: str) -> None:
    assert timedelta(days=90) == rules.REVIEW_WITHIN
    last = RECEIVED_AT + rules.REVIEW_WITHIN
    reviews.require_reviewable(state, RECEIVED_AT, last)
    with pytest.raises(TooLateToReview):
        reviews.require_reviewable(state, RECEIVED_AT, last + timedelta(seconds=1))


@pytest.mark.parametrize("stars", [-1, 0, 6])
def test_there_are_one_to_five_stars(stars: int) -> None:
    with pytest.raises(StarsNeeded):
        rules.require_stars(stars)


@pytest.mark.parametrize(
    ("stars", "said"),
    [
        ([], Sentiment.NEITHER),
        ([3], Sentiment.NEITHER),
        ([4], Sentiment.SATISFIED),
        ([3, 5], Sentiment.SATISFIED),
        ([2], Sentiment.DISSATISFIED),
        ([5, 1], Sentiment.DISSATISFIED),
        ([1, 5], Sentiment.DISSATISFIED),
    ],
)
def test_one_thing_that_disappoints_outweighs_the_others(stars: list[int], said: Sentiment) -> None:
    assert rules.sentiment_of_stars(stars) is said


@pytest.mark.parametrize(
    ("by_star", "count", "average"),
    [
        ({}, 0, None),
        ({5: 1}, 1, 5.0),
        ({5: 1, 4: 3}, 4, 4.3),  # 4.25, rounded half up
        ({1: 2, 2: 1}, 3, 1.3),
        ({5: 999, 1: 1}, 1_000, 5.0),
    ],
)
def test_the_mean_has_one_decimal(by_star: dict[int, int], count: int, average: float | None) -> None:
    found = rules.rating(by_star)
    assert (found.count, found.average) == (count, average)
    assert list(found.by_star) == [5, 4, 3, 2, 1]
    assert sum(found.by_star.values()) == count
