"""Laws every plan obeys, whoever writes it: a new file is covered on the day it is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.money.commission.sold import ADA, EVE, FOUNDER, line, sold
from webapp.money.commission import plans
from webapp.money.commission.plans.protocol import Plan
from webapp.money.commission.service import promised_sale
from webapp.money.compliance import Limits, limit_rewards

every_plan = pytest.mark.parametrize("plan", plans, ids=lambda plan: plan.key)
LIMITS = Limits(paid_depth=1, cap_bp=3_000)


@every_plan
@given(base=st.integers(1, 10**7), rate=st.integers(0, 3_000), lines=st.integers(1, 4))
def test_everything_a_plan_proposes_passes_the_guard(plan: Plan, base: int, rate: int, lines: int) -> None:
    rates = tuple(plan.rates(rate))
    order = sold(*(line(n, base=base, rates=rates, plan=plan.key) for n in range(1, lines + 1)))
    depth_two = Limits(paid_depth=2, cap_bp=3_000)
    assert limit_rewards(promised_sale(order), plan.propose(order), depth_two).refused == []


@every_plan
@given(base=st.integers(1, 10**7), rate=st.integers(0, 3_000))
def test_no_plan_gives_more_than_the_cap_or_less_than_nothing(plan: Plan, base: int, rate: int) -> None:
    order = sold(line(base=base, rates=tuple(plan.rates(rate)), plan=plan.key))
    amounts = [reward.amount.fen for reward in plan.propose(order)]
    assert all(amount >= 0 for amount in amounts)
    assert sum(amounts) * 10_000 <= base * 3_000


@every_plan
def test_a_sale_of_the_platform_rewards_nobody(plan: Plan) -> None:
    order = sold(line(plan=plan.key, rates=tuple(plan.rates(1_000))), shopkeeper_id=None, chain=[])
    assert list(plan.propose(order)) == []


@every_plan
def test_a_plan_leaves_lines_of_other_plans_alone(plan: Plan) -> None:
    assert list(plan.propose(sold(line(plan="another")))) == []


@every_plan
def test_a_plan_rewards_only_people_of_the_chain(plan: Plan) -> None:
    order = sold(line(plan=plan.key, rates=tuple(plan.rates(1_000))))
    assert {reward.beneficiary_id for reward in plan.propose(order)} <= {ADA, EVE, FOUNDER}


@every_plan
def test_inserting_a_false_child_gains_nothing_at_depth_one(plan: Plan) -> None:
    """Whoever splits themselves into several accounts earns what one account earns."""
    one = sold(line(plan=plan.key, rates=tuple(plan.rates(1_000))), chain=[ADA])
    two = sold(line(plan=plan.key, rates=tuple(plan.rates(1_000))), chain=[EVE, ADA])
    paid = [
        sum(reward.amount.fen for reward in limit_rewards(promised_sale(order), plan.propose(order), LIMITS).allowed)
        for order in (one, two)
    ]
    assert paid[0] == paid[1]


def test_the_direct_seller_earns_the_floored_share() -> None:
    (reward,) = plans["direct"].propose(sold(line(base=999, rates=(1_050,))))
    assert (reward.beneficiary_id, reward.level, reward.amount.fen) == (ADA, 1, 104)
