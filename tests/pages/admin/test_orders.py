"""What Di sees of orders: found by what one knows, and one with its whole story."""

import re
from datetime import timedelta

import pytest

from tests.cast import (
    Keeper,
    ListedProduct,
    Somebody,
    add_product,
    scalar,
)
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.people import identity
from webapp.people.identity import alias_code


def test_htmx_gets_only_the_results(di_browser: StaffBrowser, paid: str) -> None:
    asked = {"HX-Request": "true", "HX-Target": "results"}
    part = di_browser.see("/admin/orders", headers=asked)
    assert paid in part
    assert "<html" not in part
    whole = di_browser.see("/admin/orders", headers=asked | {"HX-History-Restore-Request": "true"})
    assert "<html" in whole


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("state=paid", True),
        ("state=shipped", False),
        ("q=春茶", True),
        ("q=Ada", True),
        ("q=spring", True),
        ("q=nothing", False),
        ("source=h5", True),
        ("source=mini", False),
        ("shopkeeper=shopada", True),
        ("shopkeeper=shopbo", False),
        ("product=tea", True),
        ("product=coffee", False),
    ],
)
def test_orders_are_found_by_what_one_knows(di_browser: StaffBrowser, paid: str, query: str, *, found: bool) -> None:
    assert (paid in di_browser.see(f"/admin/orders?{query}")) is found


def test_orders_are_found_by_their_number_and_day(di_browser: StaffBrowser, paid: str) -> None:
    today = clock.shanghai_day(clock.now())
    yesterday = today - timedelta(days=1)
    assert paid in di_browser.see(f"/admin/orders?q={paid.lower()}")
    page = di_browser.see(f"/admin/orders?from={today}&to={yesterday}")
    assert f'name="from" type="date" value="{today}"' in page, "the days that were asked for stay in the form"
    assert f'name="to" type="date" value="{yesterday}"' in page
    assert paid in di_browser.see(f"/admin/orders?from={today}&to={today}")
    assert paid not in di_browser.see(f"/admin/orders?to={yesterday}")
    for never in ("soon", "0001-01-01", "9999-12-31"):
        assert di_browser.get(f"/admin/orders?from={never}&to={never}").status_code == 400


def test_fifty_orders_fill_a_page_and_the_rest_follow(di_browser: StaffBrowser, bo: Somebody) -> None:
    shelf = add_product("tea", stock=60)
    numbers = [buying.order(bo, shelf).no for _ in range(52)]
    first = di_browser.see("/admin/orders?state=pending_payment")
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    assert "state=pending_payment" in onward[1]
    second = di_browser.see(onward[1].replace("&amp;", "&"))
    assert [no in first for no in numbers] == [False] * 2 + [True] * 50
    assert [no in second for no in numbers] == [True] * 2 + [False] * 50
    assert 'rel="prev"' in second


def test_an_order_tells_its_whole_story(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see(f"/admin/orders/{paid}")
    for words in (
        "Ada的小店",
        "春茶",
        "付款",
        "下单前 7 天内最后一次有效访问",
        "算这一次",
        "待结",
        "收款",
        "计佣",
        "微信待清算",
    ):
        assert words in page, words
    assert "99<i>.00</i>" in page
    assert "9<i>.90</i>" in page


def test_the_way_an_order_came_is_drawn_from_the_share_to_the_buyer(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    visitor = identity.new_visitor_id()
    first = record_visit(buying.share(ada, tea), visitor, source="h5")
    no = buying.buy(fake_wechat, bo, tea, token=first.forward_token)
    page = di_browser.see(f"/admin/orders/{no}")
    assert page.index("Ada的小店") < page.index(f"访客 {alias_code(ada.id, visitor)}") < page.index("买了")


def test_a_buyer_without_a_nickname_is_told_by_the_recipients_masked_name(
    di_browser: StaffBrowser, paid: str, bo: Somebody
) -> None:
    assert "B**" in di_browser.see("/admin/orders")
    with transaction():
        execute("UPDATE person SET nickname = '' WHERE id = :id", id=bo.id)
    listed, whole = di_browser.see("/admin/orders"), di_browser.see(f"/admin/orders/{paid}")
    assert "<td>王**</td>" in listed
    assert "王博" not in listed
    assert "<b>王**</b>" in whole
    assert "<dd>王**</dd>" in whole


def test_an_order_nobody_knows_is_not_found(di_browser: StaffBrowser) -> None:
    answer = di_browser.get("/admin/orders/G0")
    assert answer.status_code == 404
    assert "没有这个订单，或者它不是您的" in answer.text


@pytest.mark.parametrize(("role", "whole"), [("operator", True), ("finance", False), ("auditor", False)])
def test_only_who_ships_reads_the_whole_address(
    staff_browser: StaffBrowser, paid: str, role: str, *, whole: bool
) -> None:
    phone = str(scalar("SELECT address->>'phone' FROM orders WHERE no = :no", no=paid))
    page = staff_browser.log_in(f"some-{role}", role=role).see(f"/admin/orders/{paid}")
    assert (phone in page) is whole
    assert ("脱敏" in page) is not whole


def test_buttons_are_shown_to_who_may_press_them(staff_browser: StaffBrowser, paid: str) -> None:
    page = staff_browser.log_in("fin", role="finance").see(f"/admin/orders/{paid}")
    assert f"/admin/orders/{paid}/shipment" not in page
    assert f"/admin/orders/{paid}/refund" in page


def test_keys_of_the_domain_are_said_in_words(di_browser: StaffBrowser, paid: str, ada: Keeper) -> None:
    page = di_browser.see(f"/admin/orders/{paid}")
    for words in ("普通分享", "直接销售", "最后一次有效访问"):
        assert words in page, words
