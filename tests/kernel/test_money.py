"""No fen is lost and no float gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.kernel.money import Money, proportion

fen = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize("wrong", [1.0, "1", None, True])
def test_only_whole_fen_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)  # type: ignore[arg-type]


def test_people_read_yuan() -> None:
    assert str(Money(1_234_567)) == "¥12,345.67"
    assert str(Money(-5)) == "¥-0.05"


def test_seven_and_a_half_percent_of_144_yuan_is_10_80() -> None:
    assert Money(14_400).share(750) == Money(1_080)


@given(fen, st.integers(min_value=1, max_value=50))
def test_splitting_loses_nothing(amount: int, parts: int) -> None:
    split = Money(amount).split(parts)
    assert sum(m.fen for m in split) == amount
    assert max(m.fen for m in split) - min(m.fen for m in split) <= 1


@given(fen, st.integers(min_value=0, max_value=10_000))
def test_a_share_never_exceeds_what_it_is_taken_from(amount: int, rate: int) -> None:
    assert 0 <= Money(amount).share(rate).fen <= amount


def test_partial_refunds_claw_back_exactly_what_was_earned() -> None:
    """Worked oracle: paid 9,999; earned 999 and 299; refunds of 1,000, 2,500 and 6,499."""
    paid, refunds = Money(9_999), [1_000, 2_500, 6_499]
    taken: dict[int, list[int]] = {999: [], 299: []}
    for earned, steps in taken.items():
        so_far = 0
        for upto in (sum(refunds[: n + 1]) for n in range(len(refunds))):
            clawed = proportion(Money(earned), part=Money(upto), whole=paid).fen
            steps.append(clawed - so_far)
            so_far = clawed
    assert taken == {999: [99, 250, 650], 299: [29, 75, 195]}


@given(st.integers(1, 10**7), st.integers(0, 3_000), st.data())
def test_a_full_refund_in_any_parts_nets_to_zero(paid: int, rate: int, data: st.DataObject) -> None:
    earned = Money(paid).share(rate)
    cuts = sorted(data.draw(st.sets(st.integers(0, paid), max_size=6)) | {paid})
    steps = [proportion(earned, part=Money(cut), whole=Money(paid)).fen for cut in cuts]
    assert steps[-1] == earned.fen
    assert steps == sorted(steps)
