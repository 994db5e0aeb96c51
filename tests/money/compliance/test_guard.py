"""What the guard refuses, whatever a plan proposes."""

from collections.abc import Sequence

import pytest

from tests.money.commission.sold import ADA, BO, EVE, FOUNDER
from webapp.kernel.money import Money
from webapp.money.compliance import Limits, PromisedLine, PromisedSale, Reward, limit_rewards

ONE = Limits(paid_depth=1, cap_bp=3_000)
TWO = Limits(paid_depth=2, cap_bp=3_000)
ENDLESS = Limits(paid_depth=9, cap_bp=3_000)


def reward(who: int, level: int, *, rate: int = 1_000, base: int = 9_900, line_id: int = 1) -> Reward:
    return Reward(line_id=line_id, beneficiary_id=who, level=level, plan="direct", base=Money(base), rate_bp=rate)


def sale(
    *rates: int, chain: Sequence[int] = (FOUNDER, EVE, ADA), buyer_shopkeeper_id: int | None = None
) -> PromisedSale:
    """Ada sold one line below Eve below the founder, at ten per cent unless said otherwise."""
    line = PromisedLine(base=Money(9_900), rates_bp=rates or (1_000,))
    return PromisedSale(chain=chain, buyer_shopkeeper_id=buyer_shopkeeper_id, lines={1: line})


def refusals(promised: PromisedSale, limits: Limits, *rewards: Reward) -> list[str]:
    return [reason for _, reason in limit_rewards(promised, rewards, limits).refused]


def test_the_seller_is_paid() -> None:
    assert refusals(sale(), ONE, reward(ADA, 1)) == []


def test_the_upline_is_not_paid_unless_the_operator_answers_for_it() -> None:
    order = sale(1_000, 300)
    upline = reward(EVE, 2, rate=300)
    assert refusals(order, ONE, reward(ADA, 1), upline) == ["too_deep"]
    assert refusals(order, TWO, reward(ADA, 1), upline) == []


def test_a_third_level_is_never_paid_whatever_is_configured() -> None:
    order = sale(1_000, 300, 100)
    assert refusals(order, ENDLESS, reward(FOUNDER, 3, rate=100)) == ["too_deep"]


@pytest.mark.parametrize("stranger", [BO, EVE, FOUNDER])
def test_only_the_one_in_that_place_of_the_chain_is_paid(stranger: int) -> None:
    assert refusals(sale(), TWO, reward(stranger, 1)) == ["not_in_chain"]


def test_a_short_chain_has_no_second_level() -> None:
    assert refusals(sale(1_000, 300, chain=[ADA]), TWO, reward(EVE, 2, rate=300)) == ["not_in_chain"]


def test_nobody_earns_by_their_own_purchase_not_even_as_upline() -> None:
    order = sale(1_000, 300, buyer_shopkeeper_id=EVE)
    assert refusals(order, TWO, reward(ADA, 1), reward(EVE, 2, rate=300)) == ["self"]


@pytest.mark.parametrize(
    "unpromised",
    [reward(ADA, 1, rate=1_001), reward(ADA, 1, base=9_901), reward(ADA, 1, line_id=2)],
    ids=["another rate", "a larger base", "no such line"],
)
def test_what_the_order_did_not_promise_is_not_paid(unpromised: Reward) -> None:
    assert refusals(sale(), ONE, unpromised) == ["not_promised"]


def test_all_rewards_of_a_line_together_stay_under_the_cap() -> None:
    order = sale(2_500, 600)
    verdict = limit_rewards(order, [reward(EVE, 2, rate=600), reward(ADA, 1, rate=2_500)], TWO)
    assert [each.level for each in verdict.allowed] == [1]
    assert [reason for _, reason in verdict.refused] == ["over_cap"]
