"""Visits are counted once, forwards keep their chain, and a refresh inflates nothing."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.referral.stories import known_as, opened, shared
from webapp.journeys.open_share import open_share
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock, paging
from webapp.people.identity import alias_code
from webapp.referral import shares, visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.referral.visits.queries import visits as visits_queries
from webapp.referral.visits.queries.forwards import SeenVisit, build_tree
from webapp.referral.visits.service.visits import NotAVisit

pytestmark = pytest.mark.usefixtures("noon")
BO, CY, EVE = 11, 22, 33


def counts(share: shares.ShareView) -> tuple[int, int, int, int]:
    found = visits.share_counts([share.id])[share.id]
    return found.visits, found.touches, found.visitors, found.forwards


def test_looking_again_within_half_an_hour_is_one_touch(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    opened(made.token, BO)
    clock.advance(timedelta(minutes=10))
    opened(made.token, BO)
    assert counts(made.share) == (2, 1, 1, 0)
    clock.advance(timedelta(minutes=30))
    opened(made.token, BO)
    assert counts(made.share) == (3, 2, 1, 0)


def test_a_touch_remembers_the_latest_look(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    opened(made.token, BO)
    clock.advance(timedelta(minutes=10))
    last = opened(made.token, BO)
    assert scalar("SELECT visit_ref FROM touch") == last.visit_ref
    assert scalar("SELECT at FROM touch") == clock.now()


def test_the_shopkeepers_own_looks_are_kept_and_not_counted(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    known_as(EVE, ada.person.id)
    opened(made.token, EVE)
    opened(made.token, visits.visitor_of_person(ada.person.id))
    opened(made.token, BO)
    assert counts(made.share) == (1, 1, 1, 0)
    assert [v.visitor_id for v in visits.visits_of(ada.id).items] == [BO]
    assert scalar("SELECT count(*) FROM visit") == 3


def test_a_forward_remembers_through_whom_it_came(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = opened(made.token, BO)
    second = opened(first.forward_token, CY)
    third = opened(second.forward_token, EVE)
    path = visits_queries.forward_path(third.visit_ref)
    assert [step.visitor_id for step in path] == [BO, CY, EVE]
    assert [step.parent_ref for step in path] == [None, first.visit_ref, second.visit_ref]
    assert counts(made.share) == (3, 3, 3, 2)


def test_a_forward_opens_before_its_visit_left_the_spool(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = record_visit(made.token, BO, source="h5")
    assert scalar("SELECT count(*) FROM visit") == 0
    assert open_share(first.forward_token).via_visit_ref == first.visit_ref
    assert scalar("SELECT count(*) FROM visit") == 1


def test_refreshing_ones_own_forward_lengthens_no_chain_and_adds_no_touch(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = opened(made.token, BO)
    again = opened(first.forward_token, BO)
    once_more = opened(again.forward_token, BO)
    assert first.forward_token == again.forward_token == once_more.forward_token
    assert len(visits_queries.forward_path(once_more.visit_ref)) == 1
    assert counts(made.share) == (3, 1, 1, 0)


def test_refreshing_further_down_the_chain_keeps_the_place(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = opened(made.token, BO)
    second = opened(first.forward_token, CY)
    refreshed = opened(second.forward_token, CY)
    assert refreshed.forward_token == second.forward_token
    assert [step.visitor_id for step in visits_queries.forward_path(refreshed.visit_ref)] == [BO, CY]
    assert counts(made.share) == (3, 2, 2, 1)


def test_the_tree_of_forwards_names_nobody_and_folds_refreshes(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = opened(made.token, BO)
    clock.advance(timedelta(seconds=1))
    second = opened(first.forward_token, CY)
    clock.advance(timedelta(seconds=1))
    refreshed = opened(second.forward_token, CY)
    clock.advance(timedelta(seconds=1))
    third = opened(refreshed.forward_token, EVE)
    clock.advance(timedelta(seconds=1))
    opened(made.token, EVE)
    nodes = visits.forward_tree(made.share.id)
    bo, cy, eve = (alias_code(ada.id, visitor) for visitor in (BO, CY, EVE))
    assert [(n.alias, n.ref, n.parent_ref, len(n.visits)) for n in nodes][:3] == [
        (bo, first.visit_ref, None, 1),
        (cy, second.visit_ref, first.visit_ref, 2),
        (eve, third.visit_ref, second.visit_ref, 1),
    ]
    assert (nodes[3].alias, nodes[3].parent_ref) == (eve, None)
    assert visits_queries.aliases_of_visits([first.visit_ref, 1]) == {first.visit_ref: bo}


@pytest.mark.usefixtures("app")  # codes of people are made with the secret of the settings
@pytest.mark.usefixtures("app")
def test_nobody_is_drawn_before_who_forwarded_to_them_whatever_the_clocks_say() -> None:
    """Cy's visit bears an earlier moment than Bo's, through whom Cy came: it was noted by another machine."""
    early, late = clock.now(), clock.now() + timedelta(seconds=1)
    cy = SeenVisit(ref=1, parent_ref=9, visitor_id=30, who=30, shopkeeper_id=7, at=early, own=False)
    bo = SeenVisit(ref=9, parent_ref=None, visitor_id=20, who=20, shopkeeper_id=7, at=late, own=False)
    bo_again = SeenVisit(ref=5, parent_ref=None, visitor_id=20, who=20, shopkeeper_id=7, at=late, own=False)
    nodes = build_tree([cy, bo, bo_again])
    assert [(n.alias, n.ref, n.parent_ref, n.visits) for n in nodes] == [
        (alias_code(7, 20), 9, None, (9, 5)),
        (alias_code(7, 30), 1, 9, (1,)),
    ]


def test_a_visit_repeated_with_its_own_number_is_one_visit(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = record_visit(made.token, BO, source="mini")
    again = record_visit(made.token, BO, source="mini", visit_ref=first.visit_ref)
    ingest_visits()
    assert again == first
    assert counts(made.share) == (1, 1, 1, 0)
    with pytest.raises(NotAVisit):
        record_visit(made.token, BO, source="mini", visit_ref=5)


def test_visits_come_page_by_page_newest_first(ada: Keeper, tea: ListedProduct) -> None:
    made, other = shared(ada, tea), shared(ada, tea)
    refs = []
    for visitor in range(5):
        refs.append(opened(made.token, visitor).visit_ref)
        clock.advance(timedelta(seconds=1))
    opened(other.token, BO)
    first = visits.visits_of(ada.id, share_id=made.share.id, limit=3)
    rest = visits.visits_of(ada.id, share_id=made.share.id, cursor=first.next_cursor, limit=3)
    assert [v.ref for v in (*first.items, *rest.items)] == refs[::-1]
    assert rest.next_cursor is None
    assert visits_queries.visit(refs[0]) is not None
    assert visits_queries.visit(1) is None


def test_a_page_marker_with_an_impossible_moment_is_refused(ada: Keeper) -> None:
    with pytest.raises(paging.BadCursor):
        visits.visits_of(ada.id, cursor=paging.encode("0000-99-99", 5))


def test_somebody_is_called_the_same_with_every_browser_they_were_recognised_in(
    ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = shared(ada, tea)
    by_browser, on_phone = opened(made.token, BO), opened(made.token, visits.visitor_of_person(bo.id))
    before = visits_queries.aliases_of_visits([by_browser.visit_ref, on_phone.visit_ref])
    assert len(set(before.values())) == 2
    known_as(BO, bo.id)
    after = visits_queries.aliases_of_visits([by_browser.visit_ref, on_phone.visit_ref])
    assert set(after.values()) == {alias_code(ada.id, -bo.id)}
    assert {node.alias for node in visits.forward_tree(made.share.id)} == set(after.values())
