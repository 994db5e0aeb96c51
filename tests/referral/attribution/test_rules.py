"""To whom a sale is owed: one table of short stories. Bo buys at noon; minutes count backwards from there."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.referral.attribution.rules import POLICIES, CustomerLock, Decision, Policy, TouchView, decide

NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
ADA, CY, BO_HIMSELF = 1, 2, 3


def policy(name: str = "last_touch_7d") -> Policy:
    return Policy(name, window=WEEK, protection=timedelta(minutes=30))


def touched(keeper: int, minutes_ago: float, **more: object) -> TouchView:
    values: dict[str, object] = {
        "share_id": keeper * 10,
        "shopkeeper_id": keeper,
        "visit_ref": keeper * 1000 + int(minutes_ago),
        "at": NOON - timedelta(minutes=minutes_ago),
        "expires_at": NOON + timedelta(days=30),
        "own": keeper == BO_HIMSELF,
        **more,
    }
    return TouchView(**values)  # type: ignore[arg-type]


def credited(decision: Decision) -> int | None:
    return decision.touch.shopkeeper_id if decision.touch else None


def verdicts(decision: Decision) -> list[str]:
    return [each.verdict for each in decision.considered]


def test_the_last_touch_earns_by_default() -> None:
    decision = decide([touched(CY, 5), touched(ADA, 60)], policy(), now=NOON)
    assert (credited(decision), decision.outcome, decision.reason) == (CY, "credited", "last_touch")
    assert verdicts(decision) == ["earlier", "won"]


def test_the_first_touch_earns_where_that_is_the_rule() -> None:
    decision = decide([touched(CY, 5), touched(ADA, 60)], policy("first_touch_7d"), now=NOON)
    assert (credited(decision), decision.reason) == (ADA, "first_touch")
    assert verdicts(decision) == ["won", "later"]


def test_nobody_touched_means_the_platform() -> None:
    decision = decide([], policy(), now=NOON)
    assert (credited(decision), decision.outcome, decision.reason) == (None, "platform", "no_touch")


@pytest.mark.parametrize("name", POLICIES)
def test_one_touch_earns_under_every_policy(name: str) -> None:
    assert credited(decide([touched(ADA, 1)], policy(name), now=NOON)) == ADA


@pytest.mark.parametrize(("age", "who"), [(WEEK, ADA), (WEEK + timedelta(seconds=1), None)])
def test_a_touch_earns_for_exactly_seven_days(age: timedelta, who: int | None) -> None:
    decision = decide([touched(ADA, 0, at=NOON - age)], policy(), now=NOON)
    assert credited(decision) == who
    assert who or decision.reason == "too_old"


def test_a_touch_of_a_share_that_had_expired_does_not_count() -> None:
    stale = touched(CY, 5, expires_at=NOON - timedelta(minutes=5))
    decision = decide([touched(ADA, 60), stale], policy(), now=NOON)
    assert credited(decision) == ADA
    assert verdicts(decision) == ["won", "share_expired"]


def test_a_share_that_expired_after_the_touch_still_earns() -> None:
    assert credited(decide([touched(ADA, 60, expires_at=NOON)], policy(), now=NOON)) == ADA


def test_a_touch_after_the_share_was_taken_back_does_not_count() -> None:
    revoked = touched(ADA, 5, revoked_at=NOON - timedelta(minutes=6))
    assert decide([revoked], policy(), now=NOON).reason == "share_revoked"
    before = touched(ADA, 5, revoked_at=NOON - timedelta(minutes=4))
    assert credited(decide([before], policy(), now=NOON)) == ADA


def test_a_suspended_shopkeeper_earns_nothing_and_the_one_before_does() -> None:
    assert decide([touched(CY, 5, suspended=True)], policy(), now=NOON).reason == "suspended"
    both = [touched(ADA, 60), touched(CY, 5, suspended=True)]
    assert credited(decide(both, policy(), now=NOON)) == ADA


def test_nobody_earns_by_their_own_purchase() -> None:
    decision = decide([touched(BO_HIMSELF, 1)], policy(), now=NOON)
    assert (decision.outcome, decision.reason, verdicts(decision)) == ("platform", "self", ["self"])


def test_a_visit_to_ones_own_shop_soon_after_somebody_elses_takes_nothing_from_them() -> None:
    decision = decide([touched(ADA, 40), touched(BO_HIMSELF, 10)], policy(), now=NOON)
    assert credited(decision) == ADA
    assert verdicts(decision) == ["won", "protected"]


def test_after_the_protection_time_ones_own_visit_stands_and_earns_nobody() -> None:
    decision = decide([touched(ADA, 41), touched(BO_HIMSELF, 10)], policy(), now=NOON)
    assert (credited(decision), decision.reason) == (None, "self")
    assert verdicts(decision) == ["earlier", "self"]


def test_an_invalid_touch_protects_nobody() -> None:
    expired = touched(ADA, 20, expires_at=NOON - timedelta(minutes=20))
    assert decide([expired, touched(BO_HIMSELF, 10)], policy(), now=NOON).reason == "self"


def test_a_protected_tie_keeps_the_sale_from_a_newcomer() -> None:
    tie = CustomerLock(ADA, protected_until=NOON + timedelta(days=1))
    decision = decide([touched(ADA, 600), touched(CY, 5)], policy("locked"), now=NOON, tie=tie)
    assert (credited(decision), decision.reason) == (ADA, "locked_tie")
    assert verdicts(decision) == ["won", "tie_protected"]


@pytest.mark.parametrize(
    "tie", [None, CustomerLock(ADA, protected_until=NOON), CustomerLock(99, protected_until=NOON + timedelta(days=1))]
)
def test_without_a_tie_in_force_the_customer_is_free(tie: CustomerLock | None) -> None:
    decision = decide([touched(ADA, 600), touched(CY, 5)], policy("locked"), now=NOON, tie=tie)
    assert (credited(decision), decision.reason) == (CY, "last_touch")


def test_a_tie_to_a_suspended_shopkeeper_binds_nobody() -> None:
    tie = CustomerLock(ADA, protected_until=NOON + timedelta(days=1))
    found = [touched(ADA, 600, suspended=True), touched(CY, 5)]
    assert credited(decide(found, policy("locked"), now=NOON, tie=tie)) == CY


def test_the_page_an_order_is_placed_from_is_its_latest_touch() -> None:
    decision = decide([touched(ADA, 0, page=True), touched(CY, 0)], policy(), now=NOON)
    assert credited(decision) == ADA


def test_the_order_in_which_touches_are_read_changes_nothing() -> None:
    found = [touched(ADA, 600), touched(CY, 5), touched(BO_HIMSELF, 2), touched(ADA, 9000)]
    assert decide(found, policy(), now=NOON) == decide(found[::-1], policy(), now=NOON)


def test_every_touch_is_on_record_with_its_reason() -> None:
    found = [touched(ADA, 20_000), touched(CY, 50, suspended=True), touched(ADA, 20), touched(BO_HIMSELF, 3)]
    decision = decide(found, policy(), now=NOON)
    assert verdicts(decision) == ["too_old", "suspended", "won", "protected"]
    record = decision.considered[2].record()
    assert record == {
        "share_id": 10,
        "shopkeeper_id": ADA,
        "visit_ref": "1020",
        "at": "2026-06-01T03:40:00+00:00",
        "page": False,
        "verdict": "won",
    }
