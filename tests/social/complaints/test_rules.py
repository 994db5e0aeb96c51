"""The table of a complaint's life: every way ends, and nothing leaves an end."""

import itertools

import pytest

from webapp.social.complaints import ComplaintAction, ComplaintState, Party, rules
from webapp.social.complaints.kinds import LIVE
from webapp.social.complaints.rules import EDGES


def test_from_every_live_state_an_end_can_be_reached_and_no_end_is_left() -> None:
    for state in LIVE:
        seen = {state}
        while grown := {after for (before, _), after in EDGES.items() if before in seen} - seen:
            seen |= grown
        assert seen - LIVE == set(ComplaintState) - LIVE
    assert {before for before, _ in EDGES} == LIVE


@pytest.mark.parametrize(
    ("state", "action"), sorted(set(itertools.product(ComplaintState, ComplaintAction)) - set(EDGES))
)
def test_what_the_table_does_not_list_cannot_be_done(state: ComplaintState, action: ComplaintAction) -> None:
    with pytest.raises(rules.ComplaintChanged):
        rules.next_state(state, action)


def test_only_staff_decide_and_only_what_is_with_them() -> None:
    assert {before for before, action in EDGES if action in (ComplaintAction.UPHELD, ComplaintAction.DISMISSED)} == {
        ComplaintState.WITH_STAFF
    }


@pytest.mark.parametrize(("state", "party"), list(itertools.product(sorted(set(ComplaintState) - LIVE), Party)))
def test_a_closed_thread_takes_no_words(state: ComplaintState, party: Party) -> None:
    with pytest.raises(rules.ComplaintClosed):
        rules.action_of_message(state, party)


def test_words_move_a_complaint_only_where_somebody_was_waited_for() -> None:
    moving = {
        (state, party): action
        for state, party in itertools.product(LIVE, (Party.BUYER, Party.SHOPKEEPER))
        if (action := rules.action_of_message(state, party))
    }
    assert moving == {
        (ComplaintState.OPEN, Party.SHOPKEEPER): ComplaintAction.ANSWERED,
        (ComplaintState.ANSWERED, Party.BUYER): ComplaintAction.ASKED_AGAIN,
    }
