"""The table of states: what leads where, and that nothing else does."""

from datetime import UTC, datetime

import pytest

from webapp.trade.orders import Transition, apply_transition, state_before_refund, states

AT = datetime(2026, 6, 1, 4, tzinfo=UTC)


def test_every_state_can_be_reached_and_the_end_is_the_end() -> None:
    reached = {states.PENDING_PAYMENT}
    for _ in states.STATES:
        reached |= {after for before, _, after in states.EDGES if before in reached}
    assert reached == states.STATES
    leaving = {before for before, _, _ in states.EDGES}
    assert states.STATES - leaving == {states.REFUNDED, states.CLOSED}


def test_money_never_goes_back_into_waiting() -> None:
    assert all(after != states.PENDING_PAYMENT for _, _, after in states.EDGES)


def test_a_step_that_is_not_in_the_table_cannot_be_taken() -> None:
    step = Transition(event="shipped", before="pending_payment", after="shipped", actor="staff:1", at=AT)
    with pytest.raises(ValueError, match="no edge"):
        apply_transition(1, step)


@pytest.mark.parametrize(
    ("stamped", "state"),
    [
        ([], "paid"),
        (["shipped_at"], "shipped"),
        (["shipped_at", "received_at"], "received"),
        (["settled_at"], "settled"),
    ],
)
def test_a_failed_refund_leads_back_to_where_it_began(stamped: list[str], state: str) -> None:
    stamps = dict.fromkeys(("shipped_at", "received_at", "settled_at"))
    assert state_before_refund({**stamps, **dict.fromkeys(stamped, AT)}) == state


def test_each_event_leads_to_one_place_but_a_failed_refund() -> None:
    assert states.target("paid", "shipped") == "shipped"
    assert states.target("refunding", "refund_failed") is None
