"""The table of a complaint's life: every way ends, and nothing leaves an end."""

import itertools

import pytest

from webapp.social.complaints import EDGES, LIVE, Deed, Party, State, rules


def test_from_every_live_state_an_end_can_be_reached_and_no_end_is_left() -> None:
    for state in LIVE:
        seen = {state}
        while grown := {after for (before, _), after in EDGES.items() if before in seen} - seen:
            seen |= grown
        assert seen - LIVE == set(State) - LIVE
    assert {before for before, _ in EDGES} == LIVE


@pytest.mark.parametrize(("state", "deed"), sorted(set(itertools.product(State, Deed)) - set(EDGES)))
def test_what_the_table_does_not_list_cannot_be_done(state: State, deed: Deed) -> None:
    with pytest.raises(rules.ComplaintMoved):
        rules.after(state, deed)


def test_only_staff_decide_and_only_what_is_with_them() -> None:
    assert {before for before, deed in EDGES if deed in (Deed.UPHELD, Deed.DISMISSED)} == {State.WITH_STAFF}


@pytest.mark.parametrize(("state", "party"), list(itertools.product(sorted(set(State) - LIVE), Party)))
def test_a_closed_thread_takes_no_words(state: State, party: Party) -> None:
    with pytest.raises(rules.ComplaintClosed):
        rules.deed_of_words(state, party)


def test_words_move_a_complaint_only_where_somebody_was_waited_for() -> None:
    moving = {
        (state, party): deed
        for state, party in itertools.product(LIVE, (Party.BUYER, Party.KEEPER))
        if (deed := rules.deed_of_words(state, party))
    }
    assert moving == {(State.OPEN, Party.KEEPER): Deed.ANSWERED, (State.ANSWERED, Party.BUYER): Deed.ASKED_AGAIN}
