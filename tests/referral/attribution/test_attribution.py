"""One decision for each order, recorded with everything that was weighed."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, scalar
from tests.referral.stories import bought, known_as, opened, shared
from webapp.journeys.make_share import revoke_share
from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows, transaction
from webapp.referral.attribution import OrderPage, attribution_of
from webapp.referral.shares import share_token

pytestmark = pytest.mark.usefixtures("noon")
BO, CY, EVE = 11, 22, 33


def test_the_page_an_order_came_from_is_credited_with_its_chain(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    below = add_shopkeeper(add_person("Fei"), below=ada)
    made = shared(below, tea)
    visit = opened(made.token, BO)
    decided = bought("order:1", bo.id, OrderPage(token=made.token, visitor_id=BO, visit_ref=visit.visit_ref))
    assert (decided.outcome, decided.reason, decided.policy) == ("credited", "last_touch", "last_touch_7d")
    assert (decided.shopkeeper_id, decided.chain) == (below.id, [ada.id, below.id])
    assert (decided.share_id, decided.visit_ref, decided.forwards) == (made.share.id, visit.visit_ref, [])
    assert attribution_of("order:1") == decided
    assert attribution_of("order:2") is None


def test_everyone_who_forwarded_is_thanked_and_nobody_paid(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    first = opened(made.token, CY)
    second = opened(first.forward_token, EVE)
    third = opened(second.forward_token, BO)
    decided = bought("order:1", bo.id, OrderPage(token=second.forward_token, visitor_id=BO))
    assert decided.visit_ref == third.visit_ref
    assert decided.forwards == [first.visit_ref, second.visit_ref]
    thanked = rows(dict, "SELECT position, visitor_id, visit_ref FROM forward_credit ORDER BY position")
    assert [tuple(each.values()) for each in thanked] == [(1, CY, first.visit_ref), (2, EVE, second.visit_ref)]


def test_buying_through_ones_own_forward_thanks_the_others_only(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    mine = opened(made.token, BO)
    theirs = opened(mine.forward_token, CY)
    back = opened(theirs.forward_token, BO)
    decided = bought("order:1", bo.id, OrderPage(token=theirs.forward_token, visitor_id=BO))
    assert decided.visit_ref == back.visit_ref
    assert decided.forwards == [mine.visit_ref, theirs.visit_ref]
    assert scalar("SELECT array_agg(visitor_id) FROM forward_credit") == [CY]


def test_an_order_from_a_page_whose_visit_never_arrived_records_it(
    ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = shared(ada, tea)
    first = opened(made.token, CY)
    decided = bought("order:1", bo.id, OrderPage(token=first.forward_token, visitor_id=BO))
    assert decided.forwards == [first.visit_ref]
    visit = row(dict, "SELECT source, visitor_id, parent_ref FROM visit WHERE ref = :ref", ref=decided.visit_ref)
    assert visit == {"source": "order", "visitor_id": BO, "parent_ref": first.visit_ref}


def test_a_visit_still_in_the_spool_is_seen_by_the_order(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    from webapp.journeys.record_visit import record_visit

    made = shared(ada, tea)
    visit = record_visit(made.token, BO, source="h5")
    decided = bought("order:1", bo.id, OrderPage(token=made.token, visitor_id=BO))
    assert decided.visit_ref == visit.visit_ref
    assert scalar("SELECT count(*) FROM visit") == 1


def test_visits_before_login_count_once_the_browser_is_known(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    opened(made.token, BO)
    assert bought("order:1", bo.id).reason == "no_touch"
    known_as(BO, bo.id)
    clock.advance(timedelta(days=6))
    assert bought("order:2", bo.id).shopkeeper_id == ada.id
    clock.advance(timedelta(days=2))
    decided = bought("order:3", bo.id)
    assert (decided.outcome, decided.reason) == ("platform", "too_old")
    assert [each["verdict"] for each in decided.considered] == ["too_old"]


def test_a_shopkeepers_purchase_by_their_own_link_is_the_platforms(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    decided = bought("order:1", ada.person.id, OrderPage(token=made.token, visitor_id=BO))
    assert (decided.outcome, decided.reason, decided.shopkeeper_id, decided.chain) == ("platform", "self", None, [])


def test_a_suspended_shopkeepers_sale_is_the_platforms(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    opened(made.token, BO)
    with transaction():
        execute("UPDATE shopkeeper SET status = 'suspended' WHERE id = :id", id=ada.id)
    assert bought("order:1", bo.id, OrderPage(token=made.token, visitor_id=BO)).reason == "suspended"


def test_a_share_taken_back_earns_nothing_for_a_page_left_open(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    clock.advance(timedelta(minutes=1))
    revoke_share(ada.id, made.ref)
    assert bought("order:1", bo.id, OrderPage(token=made.token, visitor_id=BO)).reason == "share_revoked"


def test_a_forged_or_unknown_token_credits_nobody(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    assert bought("order:1", bo.id, OrderPage(token="x" * 32, visitor_id=BO)).reason == "no_touch"
    assert bought("order:2", bo.id, OrderPage(token=share_token(42), visitor_id=BO)).reason == "no_touch"


def test_first_touch_may_be_the_rule(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    rival = add_shopkeeper(add_person("Gao"))
    opened(shared(ada, tea).token, BO)
    clock.advance(timedelta(hours=1))
    token = shared(rival, tea).token
    opened(token, BO)
    page = OrderPage(token=token, visitor_id=BO)
    assert bought("order:1", bo.id, page).shopkeeper_id == rival.id
    assert bought("order:2", bo.id, page, policy="first_touch_7d").shopkeeper_id == ada.id


def test_the_mini_program_knows_its_person_without_a_browser(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    visit = opened(made.token, -bo.id)
    decided = bought("order:1", bo.id, OrderPage(token=made.token))
    assert (decided.visit_ref, decided.shopkeeper_id) == (visit.visit_ref, ada.id)


def test_an_order_is_decided_once_and_for_ever(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    bought("order:1", bo.id)
    with pytest.raises(IntegrityError):
        bought("order:1", bo.id)
    with pytest.raises(Exception, match="attribution"), transaction():
        execute("UPDATE attribution SET outcome = 'platform'")
