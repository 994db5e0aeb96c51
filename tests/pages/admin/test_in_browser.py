"""Di's real browser: strict policy kept, keyboard first, phones without sideways scrolling, and no script needed."""

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import PHONE, open_quietly
from tests.cast import Keeper, Somebody, add_person, add_shopkeeper
from tests.social.relationships.event_factory import happens
from tests.trade import buying
from tests.web.admin.staff_page import staff_page
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "orders",
    "products",
    "shopkeepers",
    "shares",
    "earnings/explanation",
    "ledger",
    "jobs",
    "audit",
    "staff",
    "me",
)


def test_no_page_breaks_its_own_policy_or_scrolls_sideways(
    chromium: Browser, origin: str, paid: str, ada: Keeper, bo: Somebody
) -> None:
    page = staff_page(chromium, origin, size=PHONE)
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:1")
    pair = f"relationships/shopada/{bo.id}"
    places = [
        *PAGES,
        f"orders/{paid}",
        "products/tea",
        "shopkeepers/shopada",
        f"earnings/explanation?order={paid}",
        "relationships",
        pair,
    ]
    tabs, complaints = open_quietly(page.context, [f"{origin}/admin/{place}" for place in places])
    for tab in tabs:
        width = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{tab.url} is {width} px wide"
    assert complaints == []


def test_slash_finds_the_search_and_typing_filters_without_a_reload(chromium: Browser, origin: str, paid: str) -> None:
    page = staff_page(chromium, origin)
    page.goto(f"{origin}/admin/orders")
    page.evaluate("window.sameDocument = true")
    page.keyboard.press("/")
    page.keyboard.type("nothing like it")
    page.wait_for_selector("#results .empty")
    assert "q=nothing" in page.url
    page.fill("#q", "Ada")
    page.wait_for_selector(f"#results a[href='/admin/orders/{paid}']")
    assert page.evaluate("window.sameDocument")


def test_a_folded_branch_unfolds_in_place(chromium: Browser, origin: str, ada: Keeper) -> None:
    below = ada
    for name in ("Ben", "Cal", "Dov"):
        below = add_shopkeeper(add_person(name), below=below)
    page = staff_page(chromium, origin)
    page.goto(f"{origin}/admin/shopkeepers/{ada.code}")
    assert page.locator(".tree", has_text="Dov").count() == 0
    page.locator(".tree details:not([open]) > summary").last.click(position={"x": 2, "y": 2})
    page.wait_for_selector(".tree >> text=Dov")


def test_the_chart_is_drawn_and_its_table_folded(chromium: Browser, origin: str, paid: str) -> None:
    page = staff_page(chromium, origin)
    page.wait_for_selector("#trend svg")
    assert not page.locator("#trend-table").evaluate("table => table.open")


def test_a_pairs_trust_over_time_is_drawn(chromium: Browser, origin: str, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.PURCHASE_SATISFIED, "order:1", days_ago=3)
    page = staff_page(chromium, origin)
    page.goto(f"{origin}/admin/relationships/shopada/{bo.id}")
    page.wait_for_selector("#trust-history svg >> text=95% 区间")


def test_without_script_an_order_is_found_shipped_and_the_figures_are_a_table(
    chromium: Browser, origin: str, paid: str
) -> None:
    page = staff_page(chromium, origin, scripts=False)
    assert page.locator("#trend-table").get_attribute("open") is not None
    page.goto(f"{origin}/admin/orders")
    page.select_option("#state", "paid")
    page.click("form.filters button")
    page.click(f"text={paid}")
    page.fill("#tracking_no", "SF123")
    page.click("#ship button")
    page.wait_for_selector("text=已发货。")
    assert buying.state_of(paid) == "shipped"


def test_without_script_a_mistake_takes_the_focus_and_leads_to_its_field(
    chromium: Browser, origin: str, paid: str
) -> None:
    page = staff_page(chromium, origin, scripts=False)
    page.goto(f"{origin}/admin/orders/{paid}")
    page.select_option("#carrier", "中通")
    page.fill("#tracking_no", " ")
    page.click("#ship button")
    page.wait_for_selector("#tracking_no-error")
    assert page.locator("[role=alert]:focus").count() == 1
    page.click("[role=alert] a")
    assert page.url.endswith("#tracking_no")
    assert page.input_value("#carrier") == "中通"
    page.fill("#tracking_no", "ZT123")
    page.click("#ship button")
    page.wait_for_selector("text=已发货。")
    assert buying.state_of(paid) == "shipped"


def test_the_first_key_skips_the_navigation(chromium: Browser, origin: str, ada: Keeper) -> None:
    page = staff_page(chromium, origin)
    page.goto(f"{origin}/admin/shopkeepers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
