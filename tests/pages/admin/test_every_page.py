"""What holds for every page of the admin: empty, in both languages, with strange input, at a bounded cost."""

import pytest

from tests.cast import Keeper, Somebody, add_person, add_product, add_shopkeeper
from tests.statements import count_statements
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat

LISTS = (
    "/admin/orders",
    "/admin/products",
    "/admin/shopkeepers",
    "/admin/shares",
    "/admin/ledger",
    "/admin/jobs",
    "/admin/audit",
)


@pytest.mark.parametrize(
    "path", [*LISTS, "/admin/", "/admin/earnings/explanation", "/admin/staff", "/admin/me", "/admin/trend"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_on_an_empty_platform(di_browser: StaffBrowser, path: str, language: str) -> None:
    di_browser.press("/admin/me", "/admin/language", language=language)
    di_browser.see(path)


@pytest.mark.parametrize(
    "path", ["/admin/orders", "/admin/products", "/admin/shopkeepers", "/admin/shares", "/admin/ledger"]
)
def test_an_empty_list_says_so_and_a_filtered_one_offers_a_way_back(di_browser: StaffBrowser, path: str) -> None:
    assert 'class="empty"' in di_browser.see(path)
    words = "reference" if path.endswith("ledger") else "q"
    assert "清除" in di_browser.see(f"{path}?{words}=nothing")


@pytest.mark.parametrize("path", LISTS)
def test_a_marker_that_is_not_ours_is_refused_kindly(di_browser: StaffBrowser, path: str) -> None:
    answer = di_browser.get(f"{path}?cursor=nonsense")
    assert answer.status_code == 400
    assert "翻页标记" in answer.text


def test_a_list_costs_the_same_whatever_its_length(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, ada: Keeper, bo: Somebody
) -> None:
    paths = ("/admin/orders", "/admin/products", "/admin/shopkeepers", "/admin/shares", "/admin/ledger", "/admin/")
    costs = []
    for round_number in range(2):
        for n in range(1 + 4 * round_number):
            shelf = add_product(f"tea-{round_number}-{n}")
            keeper = add_shopkeeper(add_person(f"Keeper{round_number}{n}"), below=ada)
            buying.buy(fake_wechat, bo, shelf, token=buying.share(keeper, shelf))
        cost = {}
        for path in paths:
            with count_statements() as statements:
                di_browser.see(path)
            cost[path] = len(statements)
        costs.append(cost)
    assert costs[0] == costs[1]
    assert {path: cost for path, cost in costs[1].items() if cost > 16} == {}
    assert costs[1]["/admin/orders"] <= 3


@pytest.mark.parametrize(
    "path", ["/admin/orders?q=%00", "/admin/orders/%00", "/admin/ledger?owner=a%00", "/admin/login?next=%00"]
)
def test_a_character_no_text_has_is_refused(di_browser: StaffBrowser, path: str) -> None:
    assert di_browser.get(path).status_code == 400


def test_one_is_not_counted_like_many(di_browser: StaffBrowser, paid: str, ada: Keeper) -> None:
    di_browser.press("/admin/me", "/admin/language", language="en")
    assert "1 order (without" in di_browser.see(f"/admin/shopkeepers/{ada.code}")
    assert "of 1 shopkeeper<" in di_browser.see("/admin/ledger/verification")
