"""Bo orders: what is promised, held, refused and repeated."""

from dataclasses import replace

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.trade import buying
from webapp.journeys.place_order import IdempotentRequest, place_order
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import DomainError, Invalid
from webapp.kernel.idempotency import KeyReused
from webapp.referral import attribution
from webapp.trade import catalog, orders
from webapp.trade.orders import Address, rules


def test_bo_orders_from_adas_share_and_the_sale_is_hers(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    placed = buying.order(bo, tea, token=buying.share(ada, tea), quantity=2)
    order = orders.order_for(bo.id, placed.no)
    assert (order.state, order.total_fen, order.shopkeeper_id, order.chain) == (
        "pending_payment",
        19_800,
        ada.id,
        [ada.id],
    )
    assert [event.event for event in orders.history(placed.no)] == ["placed"]


def test_an_order_without_a_share_is_the_platforms(bo: Somebody, tea: ListedProduct) -> None:
    order = orders.order_for(bo.id, buying.order(bo, tea).no)
    assert (order.shopkeeper_id, order.chain) == (None, [])


def test_a_forged_link_sells_but_credits_nobody(bo: Somebody, tea: ListedProduct) -> None:
    placed = buying.order(bo, tea, token="x" * 32)
    assert orders.order_for(bo.id, placed.no).shopkeeper_id is None


def test_ada_earns_nothing_by_her_own_purchase(ada: Keeper, tea: ListedProduct) -> None:
    placed = buying.order(ada.person, tea, token=buying.share(ada, tea))
    given = attribution.attribution_of(f"order:{placed.no}")
    assert given is not None
    assert (given.outcome, given.reason) == ("platform", "self")


def test_the_order_holds_its_stock(bo: Somebody, tea: ListedProduct) -> None:
    buying.order(bo, tea, quantity=3)
    assert catalog.product(tea.product_code).skus[0].available == 7


def test_what_was_promised_survives_a_change_of_price_and_rate(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    placed = buying.order(bo, tea, token=buying.share(ada, tea))
    with transaction():
        catalog.reprice(tea.sku_code, 1)
        execute("UPDATE product SET commission_rate_bp = 0")
    assert orders.order_for(bo.id, placed.no).lines[0].unit_price_fen == 9_900
    assert scalar("SELECT commission_rates_bp FROM order_line") == [1_000]


def test_eleven_of_ten_are_sold_out_and_nothing_is_held(bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(catalog.SoldOut):
        buying.order(bo, tea, quantity=11)
    assert scalar("SELECT count(*) FROM orders") == 0
    assert scalar("SELECT reserved FROM sku WHERE id = :id", id=tea.sku_id) == 0


def test_a_second_line_that_is_sold_out_frees_the_first(bo: Somebody, tea: ListedProduct) -> None:
    both = replace(buying.wish(bo, tea), items=[(tea.sku_code, 1), (tea.other_sku_code, 11)])
    with pytest.raises(catalog.SoldOut):
        place_order(both)
    assert scalar("SELECT sum(reserved) FROM sku") == 0


@pytest.mark.parametrize(
    "items",
    [[], [("tea-s", 0)], [("tea-s", -1)], [("tea-s", 21)], [("unknown", 1)], [("tea-s", 1)] * 21, [("tea-s", True)]],
    ids=["nothing", "zero", "negative", "more than one may", "unknown", "twenty-one in pieces", "not a number"],
)
def test_a_senseless_wish_is_refused(bo: Somebody, tea: ListedProduct, items: list[tuple[str, int]]) -> None:
    with pytest.raises(DomainError):
        place_order(replace(buying.wish(bo, tea), items=items))
    assert scalar("SELECT count(*) FROM orders") == 0


@pytest.mark.parametrize(
    "address",
    [
        Address(" ", "13800138000", "浙江", "龙井路"),
        Address("王" * 41, "13800138000", "浙江", "龙井路"),
        Address("王博", "call me", "浙江", "龙井路"),
        Address("王博", "1234", "浙江", "龙井路"),
        Address("王博", "13800138000", "", "龙井路"),
        Address("王博", "13800138000", "浙江", ""),
    ],
    ids=["no name", "a long name", "words", "a short phone", "no region", "no street"],
)
def test_an_address_nobody_can_deliver_to_is_refused(bo: Somebody, tea: ListedProduct, address: Address) -> None:
    with pytest.raises(orders.BadAddress):
        place_order(replace(buying.wish(bo, tea), address=address))


def test_a_phone_number_may_be_written_with_spaces(bo: Somebody, tea: ListedProduct) -> None:
    spaced = replace(buying.HOME, phone="+86 138-0013-8000")
    placed = place_order(replace(buying.wish(bo, tea), address=spaced))
    assert orders.order_for(bo.id, placed.no).address["phone"] == "+8613800138000"


def test_the_same_key_gets_the_same_order(bo: Somebody, tea: ListedProduct) -> None:
    keyed = IdempotentRequest(f"person:{bo.id}", "key-1", "hash")
    first = place_order(buying.wish(bo, tea), repeatable=keyed)
    assert place_order(buying.wish(bo, tea), repeatable=keyed) == first
    assert scalar("SELECT count(*) FROM orders") == 1


def test_the_same_key_for_another_wish_is_refused(bo: Somebody, tea: ListedProduct) -> None:
    place_order(buying.wish(bo, tea), repeatable=IdempotentRequest("bo", "key-1", "hash"))
    with pytest.raises(KeyReused):
        place_order(buying.wish(bo, tea, quantity=2), repeatable=IdempotentRequest("bo", "key-1", "other"))


def test_a_failed_wish_leaves_its_key_free(bo: Somebody, tea: ListedProduct) -> None:
    keyed = IdempotentRequest("bo", "key-1", "hash")
    with pytest.raises(catalog.SoldOut):
        place_order(buying.wish(bo, tea, quantity=11), repeatable=keyed)
    assert place_order(buying.wish(bo, tea), repeatable=keyed).total_fen == 9_900


def test_a_number_names_its_shanghai_day_and_no_volume(bo: Somebody, tea: ListedProduct, noon: None) -> None:
    first, second = buying.order(bo, tea).no, buying.order(bo, tea).no
    assert first.startswith("G260601")
    assert len(first) == 17
    assert first.isalnum()
    assert first.upper() == first
    assert first != second


def test_cy_cannot_read_bos_order(bo: Somebody, cy: Somebody, tea: ListedProduct) -> None:
    placed = buying.order(bo, tea)
    with pytest.raises(orders.OrderNotFound):
        orders.order_for(cy.id, placed.no)


def test_ada_sees_that_somebody_bought_but_not_who(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    buying.order(bo, tea, token=buying.share(ada, tea))
    (seen,) = orders.orders_through(ada.id).items
    assert seen.address == {"recipient": "王**", "phone": "138****8000", "region": buying.HOME.region, "detail": ""}
    assert seen.note == ""


def test_an_order_waits_for_its_money_as_long_as_it_says(bo: Somebody, tea: ListedProduct, noon: None) -> None:
    placed = buying.order(bo, tea)
    assert (placed.expires_at - clock.now()).total_seconds() == 600


def test_a_note_has_its_length(bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(Invalid):
        place_order(replace(buying.wish(bo, tea), note="长" * 201))


def test_one_order_has_a_ceiling(bo: Somebody, tea: ListedProduct) -> None:
    with transaction():
        execute("UPDATE sku SET price_fen = :fen WHERE id = :id", fen=5_000_001, id=tea.sku_id)
    with pytest.raises(rules.OrderTotalTooHigh):
        buying.order(bo, tea, quantity=2)
    assert scalar("SELECT reserved FROM sku WHERE id = :id", id=tea.sku_id) == 0
