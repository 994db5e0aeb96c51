"""The main line, told once through the JSON API and WeChat alone: a share in a chat becomes a paid, explained sale."""

import re
import uuid
from dataclasses import dataclass

import pytest

from tests.stories.people import Json, Keeper, Phone, Refused
from tests.stories.records import net_of
from tests.stories.served_system import ServedSystem
from tests.stories.staff_browser import StaffBrowser

DAY = 86_400


@dataclass(frozen=True)
class Sale:
    """Ada shared a tea, Bo looked and forwarded it, Cy looked and ordered."""

    shop: Keeper
    bo: Phone
    cy: Phone
    share: Json
    seen_by_bo: Json
    seen_by_cy: Json
    order: Json

    @property
    def no(self) -> str:
        return str(self.order["no"])


def test_a_share_tapped_in_a_chat_becomes_a_paid_attributed_and_explained_sale(
    system: ServedSystem, logged_in_staff: StaffBrowser
) -> None:
    shop = ada_accepts_lins_invitation(system)
    tea = system.next_product()
    sale = cy_orders_what_bo_forwarded(shop, Phone(system, "Bo"), Phone(system, "Cy"), tea)
    pays_and_asks_nobody(sale.cy, sale.no)
    ada_sees_how_the_card_went_from_hand_to_hand(sale)
    ada_sees_the_order_masked(sale)
    ada_reads_why_a_tenth_is_promised_to_her(sale)
    di_reads_the_same_and_ships(sale, logged_in_staff)
    cy_receives_and_the_return_window_runs(sale)
    sixteen_days_after_receipt_it_is_hers(system, sale)

    shared_again = shop.shares(tea)
    a_second_order_goes_back_in_full(system, sale, tea, shared_again)
    ada_earns_nothing_by_buying_from_herself(shop, tea, shared_again)
    a_stranger_learns_nothing_of_the_order(sale)
    assert "The books balance" in logged_in_staff.reads("/admin/ledger/verification")


def ada_accepts_lins_invitation(system: ServedSystem) -> Keeper:
    """Lin founded the first shop and hands Ada an invitation; Ada reads the agreement, accepts, and pays nothing."""
    lin, ada = Phone.of_lin(system), Phone(system, "Ada")
    with pytest.raises(Refused, match="not_shopkeeper"):
        ada.get("/shopkeepers/me")
    shop = Keeper.below(lin, ada)
    assert [each["shop_name"] for each in shop.get("/shopkeepers/me/chain")["upline"]] == ["林的小店"]
    return shop


def cy_orders_what_bo_forwarded(shop: Keeper, bo: Phone, cy: Phone, tea: str) -> Sale:
    """Bo taps Ada's card and looks: what he sends on is his own forward, not her link. Cy taps that and orders."""
    share = shop.shares(tea, words="今年的春茶，我自己也在喝")
    assert share["url"].endswith(f"/s/{share['token']}")
    assert len(share["token"]) == 32

    seen_by_bo = bo.opens(share["token"])
    forward = seen_by_bo["forward_token"]
    assert forward != share["token"]
    assert seen_by_bo["page"]["shopkeeper"]["shop_name"] == "阿达的小店"

    seen_by_cy = cy.opens(forward)
    order = orders_twice_by_a_stuttering_phone(cy, f"{tea}-s", page=seen_by_cy, token=forward)
    assert (order["state"], order["total_fen"]) == ("pending_payment", 9_900)
    assert order["shopkeeper"]["shop_name"] == "阿达的小店"
    assert shop.purse == (0, 0)
    return Sale(shop, bo, cy, share, seen_by_bo, seen_by_cy, order)


def orders_twice_by_a_stuttering_phone(cy: Phone, sku: str, *, page: Json, token: str) -> Json:
    """It is one order."""
    key = uuid.uuid4().hex
    order = cy.orders(sku, page=page, token=token, key=key)
    assert cy.orders(sku, page=page, token=token, key=key)["no"] == order["no"]
    assert [each["no"] for each in cy.get("/orders")["items"]] == [order["no"]]
    return order


def pays_and_asks_nobody(buyer: Phone, no: str) -> None:
    """On WeChat's sheet; its notification arrives by itself."""
    buyer.pays(no)
    buyer.sees(no, "paid")


def ada_sees_how_the_card_went_from_hand_to_hand(sale: Sale) -> None:
    """And who looked, without names."""
    share = f"/shares/{sale.share['id']}"
    looks = sale.shop.get(f"/visits?share_id={sale.share['id']}")["items"]
    assert {look["id"] for look in looks} == {sale.seen_by_bo["visit_id"], sale.seen_by_cy["visit_id"]}
    path = sale.shop.get(f"{share}/forwards")["items"]
    assert [(each["id"], each["parent_id"], each["bought"]) for each in path] == [
        (sale.seen_by_bo["visit_id"], None, False),
        (sale.seen_by_cy["visit_id"], sale.seen_by_bo["visit_id"], True),
    ]
    assert len({each["visitor"]["alias"] for each in path}) == 2
    counts = sale.shop.get(share)["counts"]
    assert (counts["visitors"], counts["forwards"], counts["orders"]) == (2, 1, 1)


def ada_sees_the_order_masked(sale: Sale) -> None:
    sold = sale.shop.get("/orders?role=shopkeeper")["items"][0]
    assert sold["no"] == sale.no
    assert sale.order["address"]["recipient"] == "林小波"
    assert "林小波" not in str(sold)
    assert "13800138000" not in str(sold)


def ada_reads_why_a_tenth_is_promised_to_her(sale: Sale) -> None:
    """Every word of why is there."""
    assert sale.shop.purse == (990, 0)
    (entry,) = sale.shop.entries
    assert (entry["order_no"], entry["state"], entry["amount_fen"]) == (sale.no, "pending", 990)
    why = entry["explanation"]
    told = "\n".join(why["lines"])
    assert why["title"] == "¥9.90 pending"
    assert re.search(r"your share #\d{10}; the visit of the buyer, [A-Z2-7]{6}, that counted is #\d{10}", told)
    between = sale.shop.get(f"/shares/{sale.share['id']}/forwards")["items"][0]["visitor"]["alias"]
    assert f"you → {between} → the buyer" in told
    assert "1 × Spring tea" in told
    assert entry["rule_version"] in told
    assert "¥99.00 × 10% = ¥9.90" in told
    assert "15 days after the buyer confirms receipt" in why["next"]


def di_reads_the_same_and_ships(sale: Sale, staff_browser: StaffBrowser) -> None:
    staff_browser.ships(sale.no)
    file = staff_browser.reads(f"/admin/orders/{sale.no}")
    assert "阿达的小店" in file
    assert "¥9.90" in file
    assert "¥99.00 × 10% = ¥9.90" in staff_browser.reads(f"/admin/earnings/explanation?order={sale.no}")
    assert sale.cy.order(sale.no)["tracking"] == {"carrier": "顺丰", "no": "SF100200300"}


def cy_receives_and_the_return_window_runs(sale: Sale) -> None:
    """Ada is told until when."""
    sale.cy.ask("POST", f"/orders/{sale.no}/receipt")
    assert "it becomes payable on" in sale.shop.entries[0]["explanation"]["next"]


def sixteen_days_after_receipt_it_is_hers(system: ServedSystem, sale: Sale) -> None:
    system.advance(14 * DAY)
    assert sale.shop.purse == (990, 0)
    system.advance(2 * DAY)
    assert sale.shop.purse == (0, 990)
    assert sale.shop.entries[0]["explanation"]["title"] == "¥9.90 payable"
    assert sale.cy.order(sale.no)["state"] == "settled"


def a_second_order_goes_back_in_full(system: ServedSystem, sale: Sale, tea: str, share: Json) -> None:
    """What was promised is cancelled and the books show nothing; what is hers already stays hers."""
    shop, cy = sale.shop, sale.cy
    returned = cy.orders(f"{tea}-l", page=cy.opens(share["token"]), token=share["token"])
    pays_and_asks_nobody(cy, returned["no"])
    assert shop.purse == (1_980, 990)
    cy.ask("POST", f"/orders/{returned['no']}/refunds", text="Too much tea")
    cy.sees(returned["no"], "refunded")
    assert shop.purse == (0, 990)
    assert shop.entries[0]["state"] == "void"
    assert net_of(system, returned["no"]) == {0}


def ada_earns_nothing_by_buying_from_herself(shop: Keeper, tea: str, share: Json) -> None:
    """And reads that this is why she was not paid."""
    ada = shop.phone
    own = ada.orders(f"{tea}-s", page=ada.opens(share["token"]), token=share["token"])
    pays_and_asks_nobody(ada, own["no"])
    answer = shop.get(f"/earnings/explanation?order_no={own['no']}")
    assert answer["title"] == "No commission for you on this order"
    assert any("your own purchase" in line for line in answer["lines"])
    assert shop.purse == (0, 990)


def a_stranger_learns_nothing_of_the_order(sale: Sale) -> None:
    with pytest.raises(Refused, match="404"):
        sale.bo.get(f"/orders/{sale.no}")
