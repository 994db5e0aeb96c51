"""The main line, told once through the JSON API and WeChat alone: a share in a chat becomes a paid, explained sale."""

import re
import uuid

import pytest

from tests.stories.people import Keeper, Phone, Refused
from tests.stories.records import net_of
from tests.stories.served_system import ServedSystem
from tests.stories.staff_browser import StaffBrowser

DAY = 86_400


def test_a_share_tapped_in_a_chat_becomes_a_paid_attributed_and_explained_sale(
    system: ServedSystem, logged_in_staff: StaffBrowser
) -> None:
    # Lin founded the first shop. She hands Ada an invitation; Ada reads the agreement, accepts, and pays nothing.
    lin = Phone.of_lin(system)
    ada, bo, cy = Phone(system, "Ada"), Phone(system, "Bo"), Phone(system, "Cy")
    with pytest.raises(Refused, match="not_shopkeeper"):
        ada.get("/shopkeepers/me")
    shop = Keeper.below(lin, ada)
    assert [each["shop_name"] for each in shop.get("/shopkeepers/me/chain")["upline"]] == ["林的小店"]

    # Ada shares a tea into a chat.
    tea = system.next_product()
    share = shop.shares(tea, words="今年的春茶，我自己也在喝")
    assert share["url"].endswith(f"/s/{share['token']}")
    assert len(share["token"]) == 32

    # Bo taps the card and looks. What he sends on to Cy is his own forward, not Ada's link.
    seen_by_bo = bo.opens(share["token"])
    forward = seen_by_bo["forward_token"]
    assert forward != share["token"]
    assert seen_by_bo["page"]["shopkeeper"]["shop_name"] == "阿达的小店"

    # Cy taps Bo's forward and orders a small tin. Her phone stutters and sends the order twice: it is one order.
    seen_by_cy = cy.opens(forward)
    key = uuid.uuid4().hex
    order = cy.orders(f"{tea}-s", page=seen_by_cy, token=forward, key=key)
    assert cy.orders(f"{tea}-s", page=seen_by_cy, token=forward, key=key)["no"] == order["no"]
    assert [each["no"] for each in cy.get("/orders")["items"]] == [order["no"]]
    assert (order["state"], order["total_fen"]) == ("pending_payment", 9_900)
    assert order["shopkeeper"]["shop_name"] == "阿达的小店"
    assert shop.purse == (0, 0)

    # She pays on WeChat's sheet. Nobody asks: the notification arrives by itself.
    cy.pays(order["no"])
    cy.sees(order["no"], "paid")

    # Ada sees who looked (without names), how the card went from hand to hand, and the order (masked).
    looks = shop.get(f"/visits?share_id={share['id']}")["items"]
    assert {look["id"] for look in looks} == {seen_by_bo["visit_id"], seen_by_cy["visit_id"]}
    path = shop.get(f"/shares/{share['id']}/forwards")["items"]
    assert [(each["id"], each["parent_id"], each["bought"]) for each in path] == [
        (seen_by_bo["visit_id"], None, False),
        (seen_by_cy["visit_id"], seen_by_bo["visit_id"], True),
    ]
    assert len({each["visitor"]["alias"] for each in path}) == 2
    sold = shop.get("/orders?role=shopkeeper")["items"][0]
    assert sold["no"] == order["no"]
    assert order["address"]["recipient"] == "林小波"
    assert "林小波" not in str(sold)
    assert "13800138000" not in str(sold)
    counts = shop.get(f"/shares/{share['id']}")["counts"]
    assert {name: counts[name] for name in ("visitors", "forwards", "orders")} == {
        "visitors": 2,
        "forwards": 1,
        "orders": 1,
    }

    # A tenth is promised to her, and every word of why is there.
    assert shop.purse == (990, 0)
    (entry,) = shop.entries
    assert (entry["order_no"], entry["state"], entry["amount_fen"]) == (order["no"], "pending", 990)
    why = entry["explanation"]
    told = "\n".join(why["lines"])
    assert why["title"] == "¥9.90 pending"
    assert re.search(r"your share #\d{10}; the visit of the buyer, [A-Z2-7]{6}, that counted is #\d{10}", told)
    assert f"you → {path[0]['visitor']['alias']} → the buyer" in told
    assert "1 × Spring tea" in told
    assert entry["rule_version"] in told
    assert "¥99.00 × 10% = ¥9.90" in told
    assert "15 days after the buyer confirms receipt" in why["next"]

    # Di ships. Cy receives. From now the return window runs, and Ada is told until when.
    logged_in_staff.ships(order["no"])
    file = logged_in_staff.reads(f"/admin/orders/{order['no']}")
    assert "阿达的小店" in file
    assert "¥9.90" in file
    assert "¥99.00 × 10% = ¥9.90" in logged_in_staff.reads(f"/admin/earnings/explanation?order={order['no']}")
    assert cy.order(order["no"])["tracking"] == {"carrier": "顺丰", "no": "SF100200300"}
    cy.ask("POST", f"/orders/{order['no']}/receipt")
    assert "it becomes payable on" in shop.entries[0]["explanation"]["next"]
    system.advance(14 * DAY)
    assert shop.purse == (990, 0)

    # Sixteen days after receipt it is hers.
    system.advance(2 * DAY)
    assert shop.purse == (0, 990)
    assert shop.entries[0]["explanation"]["title"] == "¥9.90 payable"
    assert cy.order(order["no"])["state"] == "settled"

    # A second order goes back in full: what was promised is cancelled and the books show nothing.
    shared_again = shop.shares(tea)
    returned = cy.orders(f"{tea}-l", page=cy.opens(shared_again["token"]), token=shared_again["token"])
    cy.pays(returned["no"])
    cy.sees(returned["no"], "paid")
    assert shop.purse == (1_980, 990)
    cy.ask("POST", f"/orders/{returned['no']}/refunds", text="Too much tea")
    cy.sees(returned["no"], "refunded")
    assert shop.purse == (0, 990)
    assert shop.entries[0]["state"] == "void"
    assert net_of(system, returned["no"]) == {0}

    # Ada buys from her own share. Why was she not paid? Because nobody earns by buying from themselves.
    own = ada.orders(f"{tea}-s", page=ada.opens(shared_again["token"]), token=shared_again["token"])
    ada.pays(own["no"])
    ada.sees(own["no"], "paid")
    answer = shop.get(f"/earnings/explanation?order_no={own['no']}")
    assert answer["title"] == "No commission for you on this order"
    assert any("your own purchase" in line for line in answer["lines"])
    assert shop.purse == (0, 990)

    # And a stranger to an order learns nothing of it.
    with pytest.raises(Refused, match="404"):
        bo.get(f"/orders/{order['no']}")
    assert "The books balance" in logged_in_staff.reads("/admin/ledger/verification")
