"""What happens in the shop reaches the relationships: once, at the right time, and only between two people."""

from datetime import timedelta

import pytest

from tests.cast import AGREED, Keeper, Shelf, Somebody, add_shopkeeper, add_staff, scalar
from tests.domain.referral.stories import opened
from tests.flows import buying
from tests.flows.buying import look
from tests.flows.following import HOLD, bring_to, refund
from tests.saying import seen
from webapp.domain import referral
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind
from webapp.domain.social.relationships.audience import AudienceHeldBack, AudienceTooLarge, NotYourCustomers
from webapp.flows import choose_about_shopkeeper as choosing
from webapp.flows.count_ignored import count_ignored
from webapp.flows.ingest_visits import ingest_visits
from webapp.flows.invite import invite
from webapp.flows.make_share import make_share, revoke_share
from webapp.flows.meet_buyer import meet_buyer
from webapp.flows.note_openings import note_openings
from webapp.flows.open_shop import open_shop
from webapp.flows.record_visit import record_visit
from webapp.flows.settle_orders import settle_orders
from webapp.flows.ship_order import ship_order
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock
from webapp.kernel.errors import NotFound

pytestmark = pytest.mark.usefixtures("noon")
TIME_TO_OPEN = timedelta(hours=48)
BROWSER = 4_711


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    """What counts between the two, in order of time."""
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


@pytest.fixture
def acquainted(noon: None, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    """Bo has opened something of Ada's before."""
    look(buying.share(ada, tea), bo)
    assert note_openings() == 1


def test_an_opening_is_told_once_and_at_its_own_time(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    at = clock.now()
    look(buying.share(ada, tea), bo)
    clock.advance(timedelta(hours=1))
    assert note_openings() == 1
    assert note_openings() == 0
    (event,) = relationships.events_of(ada.id, bo.id)
    assert (event.kind, event.at) == (EventKind.SHARE_OPENED, at)


def test_openings_of_strangers_and_of_the_shopkeeper_are_not_told(ada: Keeper, tea: Shelf) -> None:
    token = buying.share(ada, tea)
    look(token, ada.person)
    opened(token, BROWSER)
    ingest_visits()
    assert note_openings() == 0


def test_more_openings_than_a_portion_holds_are_all_told(
    ada: Keeper, bo: Somebody, tea: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.flows.note_openings.PORTION", 2)
    for _ in range(5):
        look(buying.share(ada, tea), bo)
    assert note_openings() == 5


def test_who_becomes_known_brings_what_their_browser_opened_before(
    ada: Keeper, bo: Somebody, tea: Shelf, twin: Twin
) -> None:
    at = clock.now()
    opened(buying.share(ada, tea), BROWSER)
    ingest_visits()
    assert note_openings() == 0
    clock.advance(timedelta(days=1))
    meet_buyer(twin.official.code_for(bo.h5, bo.unionid), BROWSER)
    (event,) = relationships.events_of(ada.id, bo.id)
    assert (event.kind, event.at) == (EventKind.SHARE_OPENED, at)
    assert note_openings() == 0


@pytest.mark.usefixtures("acquainted")
def test_a_share_nobody_opens_in_time_is_ignored_once(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    make_share(ada.id, tea.product_code, audience=[bo.id, bo.id])
    due = clock.now() + TIME_TO_OPEN
    clock.advance(TIME_TO_OPEN - timedelta(seconds=1))
    assert count_ignored() == 0
    clock.advance(timedelta(days=1))
    assert (count_ignored(), count_ignored()) == (1, 0)
    event = relationships.events_of(ada.id, bo.id)[-1]
    assert (event.kind, event.at) == (EventKind.SHARE_IGNORED, due)


@pytest.mark.usefixtures("acquainted")
def test_who_opened_it_in_time_has_not_ignored_it(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    look(make_share(ada.id, tea.product_code, audience=[bo.id]).token, bo)
    clock.advance(TIME_TO_OPEN)
    assert count_ignored() == 0
    note_openings()
    assert scalar("SELECT outcome FROM share_audience") == "opened"
    assert kinds(ada, bo) == [EventKind.SHARE_OPENED] * 2


@pytest.mark.usefixtures("acquainted")
def test_who_turns_out_to_have_opened_it_in_time_is_not_held_to_it(
    ada: Keeper, bo: Somebody, tea: Shelf, twin: Twin
) -> None:
    """Bo looked in a browser nobody knew to be his."""
    opened(make_share(ada.id, tea.product_code, audience=[bo.id]).token, BROWSER)
    clock.advance(TIME_TO_OPEN)
    assert count_ignored() == 1
    meet_buyer(twin.official.code_for(bo.h5, bo.unionid), BROWSER)
    assert kinds(ada, bo) == [EventKind.SHARE_OPENED] * 2
    assert scalar("SELECT outcome FROM share_audience") == "opened"


@pytest.mark.usefixtures("acquainted")
def test_a_share_that_was_taken_back_cannot_be_ignored(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    revoke_share(ada.id, make_share(ada.id, tea.product_code, audience=[bo.id]).ref)
    clock.advance(TIME_TO_OPEN)
    assert count_ignored() == 0


def test_a_share_is_meant_for_ones_own_customers(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    with pytest.raises(NotYourCustomers, match="1 of these"):
        make_share(ada.id, tea.product_code, audience=[bo.id])
    with pytest.raises(AudienceTooLarge):
        make_share(ada.id, tea.product_code, audience=range(201))
    assert scalar("SELECT count(*) FROM share") == 0


@pytest.mark.usefixtures("acquainted")
@pytest.mark.parametrize("choose", [choosing.mute, choosing.block])
def test_who_wants_no_pushes_gets_none(ada: Keeper, bo: Somebody, tea: Shelf, choose: choosing.Choosing) -> None:
    choose(bo.id, ada.id)
    with pytest.raises(AudienceHeldBack, match="1 of these people do not want shares"):
        make_share(ada.id, tea.product_code, audience=[bo.id])


@pytest.mark.usefixtures("acquainted")
def test_below_the_gate_nobody_is_pushed_to(ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    with pytest.raises(AudienceHeldBack, match="1 trust you too little"):
        for _ in range(60):
            make_share(ada.id, tea.product_code, audience=[bo.id])
            clock.advance(TIME_TO_OPEN)
            count_ignored()
    assert kinds(ada, bo).count(EventKind.SHARE_IGNORED) > 5
    clock.advance(timedelta(days=90))  # forgotten is forgiven
    make_share(ada.id, tea.product_code, audience=[bo.id])


def test_a_sale_that_stood_the_time_for_returns_is_a_satisfied_purchase(
    twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf
) -> None:
    no = buying.buy(twin, bo, tea, token=buying.share(ada, tea))
    bring_to("received", no, bo)
    assert EventKind.PURCHASE_SATISFIED not in kinds(ada, bo)
    clock.advance(HOLD)
    settle_orders()
    settle_orders()
    assert kinds(ada, bo).count(EventKind.PURCHASE_SATISFIED) == 1


def test_a_refund_is_told_and_no_satisfied_purchase(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    refund(twin, buying.buy(twin, bo, tea, token=buying.share(ada, tea)))
    assert kinds(ada, bo) == [EventKind.REFUND_NO_FAULT]


def test_a_refund_that_wechat_closes_says_nothing(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    refund(twin, buying.buy(twin, bo, tea, token=buying.share(ada, tea)), ends="CLOSED")
    assert kinds(ada, bo) == []


@pytest.mark.parametrize(("hours", "late"), [(72, False), (73, True)])
def test_a_parcel_that_leaves_late_is_told(
    twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf, hours: int, late: bool
) -> None:
    no = buying.buy(twin, bo, tea, token=buying.share(ada, tea))
    clock.advance(timedelta(hours=hours))
    ship_order(no, carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)
    assert (EventKind.DELIVERY_LATE in kinds(ada, bo)) is late


def test_an_order_the_platform_sold_says_nothing(twin: Twin, bo: Somebody, tea: Shelf) -> None:
    bring_to("settled", buying.buy(twin, bo, tea), bo)
    assert scalar("SELECT count(*) FROM relationship_event") == 0


def test_who_forwarded_what_was_bought_has_brought_somebody(
    twin: Twin, ada: Keeper, bo: Somebody, cy: Somebody, tea: Shelf
) -> None:
    forwarded = record_visit(buying.share(ada, tea), referral.visitor_of_person(cy.id), source="mini").forward_token
    bring_to("settled", buying.buy(twin, bo, tea, token=forwarded), bo)
    assert kinds(ada, cy) == [EventKind.REFERRED]
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]


def test_who_opens_a_shop_below_ada_has_come_to_her_as_a_partner_might(ada: Keeper, bo: Somebody) -> None:
    seen(bo)
    open_shop(bo.id, invite(ada.id).token, "Bo", AGREED)
    assert kinds(ada, bo) == [EventKind.REFERRED]


def test_blocking_and_taking_it_back(ada: Keeper, bo: Somebody) -> None:
    choosing.block(bo.id, ada.id)
    assert choosing.block(bo.id, ada.id) == choosing.choices_of(bo.id)[0]
    assert scalar("SELECT blocked FROM relationship") is True
    clock.advance(timedelta(seconds=1))
    choosing.unblock(bo.id, ada.id)
    choosing.unblock(bo.id, ada.id)
    assert kinds(ada, bo) == [EventKind.BLOCK, EventKind.UNBLOCK]
    assert choosing.choices_of(bo.id) == []


def test_muting_is_no_event(ada: Keeper, bo: Somebody) -> None:
    assert choosing.mute(bo.id, ada.id) == choosing.mute(bo.id, ada.id)
    assert choosing.unmute(bo.id, ada.id).muted_at is None
    assert kinds(ada, bo) == []


def test_nobody_blocks_themselves_or_a_shop_that_is_not_there(ada: Keeper, bo: Somebody) -> None:
    with pytest.raises(choosing.OwnShop):
        choosing.block(ada.person.id, ada.id)
    with pytest.raises(NotFound):
        choosing.mute(bo.id, add_shopkeeper(bo).id + 1)
