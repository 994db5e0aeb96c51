"""What happens in the shop reaches the relationships: once, at the right time, and only between two people."""

from datetime import timedelta

import pytest

from tests.cast import AGREED, Keeper, ListedProduct, Somebody, add_shopkeeper, add_staff, scalar
from tests.public_texts import open_mini_program
from tests.referral.stories import opened
from tests.trade import buying
from tests.trade.buying import look
from tests.trade.order_steps import HOLD, bring_to, refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.identify_buyer import identify_buyer
from webapp.journeys.make_share import make_share, revoke_share
from webapp.journeys.record_ignored_shares import record_ignored_shares
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.errors import NotFound
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.flows.open_shop import open_shop
from webapp.referral import visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.relationships import EventKind, facts
from webapp.social.relationships.flows import mute_or_block_shopkeeper
from webapp.social.relationships.flows.record_share_openings import record_share_openings
from webapp.social.relationships.service import contact_preferences
from webapp.social.relationships.service.share_audience import AudienceHeldBack, AudienceTooLarge, NotYourCustomers
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order

pytestmark = pytest.mark.usefixtures("noon")
TIME_TO_OPEN = timedelta(hours=48)
BROWSER = 4_711


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    """What counts between the two, in order of time."""
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


@pytest.fixture
def acquainted(noon: None, ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    """Bo has opened something of Ada's before."""
    look(buying.share(ada, tea), bo)
    assert record_share_openings() == 1


def test_an_opening_is_told_once_and_at_its_own_time(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    at = clock.now()
    look(buying.share(ada, tea), bo)
    clock.advance(timedelta(hours=1))
    assert record_share_openings() == 1
    assert record_share_openings() == 0
    (event,) = relationships.events_of(ada.id, bo.id)
    assert (event.kind, event.at) == (EventKind.SHARE_OPENED, at)


def test_openings_of_strangers_and_of_the_shopkeeper_are_not_told(ada: Keeper, tea: ListedProduct) -> None:
    token = buying.share(ada, tea)
    look(token, ada.person)
    opened(token, BROWSER)
    ingest_visits()
    assert record_share_openings() == 0


def test_more_openings_than_a_portion_holds_are_all_told(
    ada: Keeper, bo: Somebody, tea: ListedProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.social.relationships.flows.record_share_openings.PORTION", 2)
    for _ in range(5):
        look(buying.share(ada, tea), bo)
    assert record_share_openings() == 5


def test_who_becomes_known_brings_what_their_browser_opened_before(
    ada: Keeper, bo: Somebody, tea: ListedProduct, fake_wechat: FakeWechat
) -> None:
    at = clock.now()
    opened(buying.share(ada, tea), BROWSER)
    ingest_visits()
    assert record_share_openings() == 0
    clock.advance(timedelta(days=1))
    identify_buyer(fake_wechat.official.code_for(bo.h5, bo.unionid), BROWSER)
    (event,) = relationships.events_of(ada.id, bo.id)
    assert (event.kind, event.at) == (EventKind.SHARE_OPENED, at)
    assert record_share_openings() == 0


@pytest.mark.usefixtures("acquainted")
def test_a_share_nobody_opens_in_time_is_ignored_once(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    make_share(ada.id, tea.product_code, audience=[bo.id, bo.id])
    due = clock.now() + TIME_TO_OPEN
    clock.advance(TIME_TO_OPEN - timedelta(seconds=1))
    assert record_ignored_shares() == 0
    clock.advance(timedelta(days=1))
    assert (record_ignored_shares(), record_ignored_shares()) == (1, 0)
    event = relationships.events_of(ada.id, bo.id)[-1]
    assert (event.kind, event.at) == (EventKind.SHARE_IGNORED, due)


@pytest.mark.usefixtures("acquainted")
def test_who_opened_it_in_time_has_not_ignored_it(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    look(make_share(ada.id, tea.product_code, audience=[bo.id]).token, bo)
    clock.advance(TIME_TO_OPEN)
    assert record_ignored_shares() == 0
    record_share_openings()
    assert scalar("SELECT outcome FROM share_audience") == "opened"
    assert kinds(ada, bo) == [EventKind.SHARE_OPENED] * 2


@pytest.mark.usefixtures("acquainted")
def test_who_turns_out_to_have_opened_it_in_time_is_not_held_to_it(
    ada: Keeper, bo: Somebody, tea: ListedProduct, fake_wechat: FakeWechat
) -> None:
    """Bo looked in a browser nobody knew to be his."""
    opened(make_share(ada.id, tea.product_code, audience=[bo.id]).token, BROWSER)
    clock.advance(TIME_TO_OPEN)
    assert record_ignored_shares() == 1
    identify_buyer(fake_wechat.official.code_for(bo.h5, bo.unionid), BROWSER)
    assert kinds(ada, bo) == [EventKind.SHARE_OPENED] * 2
    assert scalar("SELECT outcome FROM share_audience") == "opened"


@pytest.mark.usefixtures("acquainted")
def test_a_share_that_was_taken_back_cannot_be_ignored(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    revoke_share(ada.id, make_share(ada.id, tea.product_code, audience=[bo.id]).ref)
    clock.advance(TIME_TO_OPEN)
    assert record_ignored_shares() == 0


def test_a_share_is_meant_for_ones_own_customers(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(NotYourCustomers, match="1 of these"):
        make_share(ada.id, tea.product_code, audience=[bo.id])
    with pytest.raises(AudienceTooLarge):
        make_share(ada.id, tea.product_code, audience=range(201))
    assert scalar("SELECT count(*) FROM share") == 0


@pytest.mark.usefixtures("acquainted")
@pytest.mark.parametrize("choose", [mute_or_block_shopkeeper.mute, mute_or_block_shopkeeper.block])
def test_who_wants_no_pushes_gets_none(
    ada: Keeper, bo: Somebody, tea: ListedProduct, choose: mute_or_block_shopkeeper.PreferenceChange
) -> None:
    choose(bo.id, ada.id)
    with pytest.raises(AudienceHeldBack, match="1 of these people do not want shares"):
        make_share(ada.id, tea.product_code, audience=[bo.id])


@pytest.mark.usefixtures("acquainted")
def test_below_the_gate_nobody_is_pushed_to(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(AudienceHeldBack, match="1 trust you too little"):
        for _ in range(60):
            make_share(ada.id, tea.product_code, audience=[bo.id])
            clock.advance(TIME_TO_OPEN)
            record_ignored_shares()
    assert kinds(ada, bo).count(EventKind.SHARE_IGNORED) > 5
    clock.advance(timedelta(days=90))  # forgotten is forgiven
    make_share(ada.id, tea.product_code, audience=[bo.id])


def test_a_sale_that_stood_the_time_for_returns_is_a_satisfied_purchase(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    bring_to("received", no, bo)
    assert EventKind.PURCHASE_SATISFIED not in kinds(ada, bo)
    clock.advance(HOLD)
    settle_orders()
    settle_orders()
    assert kinds(ada, bo).count(EventKind.PURCHASE_SATISFIED) == 1


def test_a_refund_is_told_and_no_satisfied_purchase(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    refund(fake_wechat, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)))
    assert kinds(ada, bo) == [EventKind.REFUND_NO_FAULT]


def test_a_refund_that_wechat_closes_says_nothing(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    refund(fake_wechat, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), ends="CLOSED")
    assert kinds(ada, bo) == []


@pytest.mark.parametrize(("hours", "late"), [(72, False), (73, True)])
def test_a_parcel_that_leaves_late_is_told(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, hours: int, late: bool
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    clock.advance(timedelta(hours=hours))
    ship_order(no, carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)
    assert (EventKind.DELIVERY_LATE in kinds(ada, bo)) is late


def test_an_order_the_platform_sold_says_nothing(fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct) -> None:
    bring_to("settled", buying.buy(fake_wechat, bo, tea), bo)
    assert scalar("SELECT count(*) FROM relationship_event") == 0


def test_who_forwarded_what_was_bought_has_brought_somebody(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    forwarded = record_visit(buying.share(ada, tea), visits.visitor_of_person(cy.id), source="mini").forward_token
    bring_to("settled", buying.buy(fake_wechat, bo, tea, token=forwarded), bo)
    assert kinds(ada, cy) == [EventKind.REFERRED]
    assert kinds(ada, bo) == [EventKind.PURCHASE_SATISFIED]


def test_who_opens_a_shop_below_ada_has_come_to_her_as_a_partner_might(ada: Keeper, bo: Somebody) -> None:
    open_mini_program(bo)
    open_shop(bo.id, invite_shopkeeper(ada.id).token, "Bo", AGREED)
    assert kinds(ada, bo) == [EventKind.REFERRED]


def test_blocking_and_taking_it_back(ada: Keeper, bo: Somebody) -> None:
    mute_or_block_shopkeeper.block(bo.id, ada.id)
    assert mute_or_block_shopkeeper.block(bo.id, ada.id) == contact_preferences.contact_preferences_of(bo.id)[0]
    assert scalar("SELECT blocked FROM relationship") is True
    clock.advance(timedelta(seconds=1))
    mute_or_block_shopkeeper.unblock(bo.id, ada.id)
    mute_or_block_shopkeeper.unblock(bo.id, ada.id)
    assert kinds(ada, bo) == [EventKind.BLOCK, EventKind.UNBLOCK]
    assert contact_preferences.contact_preferences_of(bo.id) == []


def test_muting_is_no_event(ada: Keeper, bo: Somebody) -> None:
    assert mute_or_block_shopkeeper.mute(bo.id, ada.id) == mute_or_block_shopkeeper.mute(bo.id, ada.id)
    assert mute_or_block_shopkeeper.unmute(bo.id, ada.id).muted_at is None
    assert kinds(ada, bo) == []


def test_nobody_blocks_themselves_or_a_shop_that_is_not_there(ada: Keeper, bo: Somebody) -> None:
    with pytest.raises(facts.OwnShop):
        mute_or_block_shopkeeper.block(ada.person.id, ada.id)
    with pytest.raises(NotFound):
        mute_or_block_shopkeeper.mute(bo.id, add_shopkeeper(bo).id + 1)
