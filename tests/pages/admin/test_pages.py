"""What Di sees: every list with its filters, every story with its reasons, at a bounded number of statements."""

import re
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_product, add_shopkeeper, scalar
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser, count_statements
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import make_share
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock, short_codes
from webapp.kernel.db import execute, transaction
from webapp.pages.queries import shares as share_queries
from webapp.people import identity
from webapp.people.identity import alias_code
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.trade.orders.flows.ship_order import ship_order

LISTS = (
    "/admin/orders",
    "/admin/products",
    "/admin/shopkeepers",
    "/admin/shares",
    "/admin/ledger",
    "/admin/jobs",
    "/admin/audit",
)


def without_tokens(page: str) -> str:
    """A page but for what its forms send back, which is signed anew each second."""
    return re.sub(r'(name="csrf_token" value=|"X-CSRF-Token": )"[^"]+"', "", page)


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


def test_the_overview_counts_today_and_shows_what_needs_eyes(di_browser: StaffBrowser, paid: str) -> None:
    with transaction():
        execute("UPDATE payment SET state = 'quarantined', trouble = 'paid 1 fen' WHERE amount_fen = 9900")
    page = di_browser.see("/admin/")
    assert "99<i>.00</i>" in page
    assert "付款和订单对不上" in page
    assert "paid 1 fen" in page
    assert "没有任务进程在运行" in page


def test_the_chart_draws_the_thirty_days_of_the_table(di_browser: StaffBrowser, paid: str) -> None:
    trend = di_browser.get("/admin/trend").get_json()
    assert len(trend["days"]) == 30
    assert (trend["paid"]["values"][-1], trend["orders"]["values"][-1]) == (9900, 1)
    assert sum(trend["visits"]["values"]) == 1


def test_the_chain_is_a_tree_with_uplines_above_and_invited_below(di_browser: StaffBrowser, ada: Keeper) -> None:
    middle = add_shopkeeper(add_person("Middle"), below=ada)
    below = [add_shopkeeper(add_person(f"Below{n}"), below=middle) for n in range(15)]
    deepest = add_shopkeeper(add_person("Deepest"), below=add_shopkeeper(add_person("Deep"), below=below[0]))
    page = di_browser.see(f"/admin/shopkeepers/{middle.code}")
    assert page.index("Ada的小店") < page.index("Below0的小店")
    assert page.count("Below") == 12
    assert "还有 3 位" in page
    assert deepest.code not in page
    branch = di_browser.see(f"/admin/shopkeepers/{below[0].code}/branch")
    assert deepest.code in branch
    assert "<html" not in branch
    everybody = di_browser.see(f"/admin/shopkeepers?upline={middle.code}")
    assert [keeper.code in everybody for keeper in below] == [True] * 15


def test_the_tree_shows_what_everybody_sold_also_those_above(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    middle = add_shopkeeper(add_person("Middle"), below=ada)
    lowest = add_shopkeeper(add_person("Lowest"), below=middle)
    buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    buying.buy(fake_wechat, bo, tea, token=buying.share(middle, tea), quantity=2)
    page = di_browser.see(f"/admin/shopkeepers/{lowest.code}")
    tree = page[page.index('<div class="tree"') :]
    sold = re.findall(r'<span class="num">.*?(\d+)<i>', tree)
    assert sold[:3] == ["99", "198", "0"]


def test_a_shopkeeper_of_the_books_is_found_by_number(di_browser: StaffBrowser, ada: Keeper) -> None:
    assert di_browser.get(f"/admin/shopkeepers/number/{ada.id}").location == f"/admin/shopkeepers/{ada.code}"
    assert di_browser.get("/admin/shopkeepers/number/999999").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=ada", True), ("q=SHOPADA", True), ("q=zoe", False), ("roots=1", True), ("status=suspended", False)],
)
def test_shopkeepers_are_found_by_name_or_code(
    di_browser: StaffBrowser, ada: Keeper, query: str, *, found: bool
) -> None:
    assert ("Ada的小店" in di_browser.see(f"/admin/shopkeepers?{query}")) is found


def test_a_shares_forwards_are_a_tree_of_people_without_names(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    share = make_share(ada.id, tea.product_code, text="好喝")
    first = record_visit(share.token, 101, source="h5")
    record_visit(share.token, 101, source="h5")
    second = record_visit(first.forward_token, 102, source="h5")
    record_visit(first.forward_token, 103, source="mini")
    no = buying.buy(fake_wechat, bo, tea, token=second.forward_token)
    ingest_visits()
    roots, unlisted = share_queries.forward_tree(share_queries.share(share.ref))
    shape = [
        (root.label, root.opened, [(each.label, [leaf.orders for leaf in each.below]) for each in root.below])
        for root in roots
    ]
    first_person, buyer, third = (alias_code(ada.id, who) for who in (101, 102, 103))
    assert shape == [(first_person, 2, [(buyer, [[no]]), (third, [])])]
    assert unlisted == 0
    page = di_browser.see(f"/admin/shares/{share.ref}")
    assert "打开 2 次" in page
    assert f"买了 {no}" in page
    assert "好喝" in di_browser.see("/admin/shares?q=ada")
    assert "好喝" not in di_browser.see("/admin/shares?shopkeeper=shopbo")


def test_a_share_nobody_opened_says_so(di_browser: StaffBrowser, ada: Keeper, tea: ListedProduct) -> None:
    share = make_share(ada.id, tea.product_code)
    assert "还没有人打开" in di_browser.see(f"/admin/shares/{share.ref}")
    assert di_browser.get("/admin/shares/12345").status_code == 404


def test_a_share_is_found_by_the_code_a_shopkeeper_reads_out(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, paid: str
) -> None:
    explained = di_browser.see(f"/admin/earnings/explanation?order={paid}")
    share, visit = re.findall(r"#[0-9A-Z]{6}", explained)[:2]
    for code in (share, visit, share.lower()):
        assert share in di_browser.see(f"/admin/shares?q=%23{code[1:]}"), code
    assert 'class="empty"' in di_browser.see("/admin/shares?q=%23000000")


@pytest.mark.parametrize("ref", [0, 1, 31, 32, (1 << 30) - 1, (1 << 59) + 12345678])
def test_a_quoted_code_gives_back_the_low_bits(ref: int) -> None:
    assert short_codes.parse_short_code(short_codes.short_code(ref)) == ref & ((1 << 30) - 1)
    assert short_codes.parse_short_code(short_codes.short_code(ref)[1:]) is None
    assert short_codes.parse_short_code("#ILOU00") is None


@pytest.mark.parametrize(
    "path", ["/admin/orders?q=%00", "/admin/orders/%00", "/admin/ledger?owner=a%00", "/admin/login?next=%00"]
)
def test_a_character_no_text_has_is_refused(di_browser: StaffBrowser, path: str) -> None:
    assert di_browser.get(path).status_code == 400


def test_why_was_ada_paid(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=shopada")
    for words in ("9.90", "¥99.00 × 10%", "接下来"):
        assert words in page, words
    first, again = (di_browser.see(f"/admin/earnings/explanation?order={paid.lower()}") for _ in range(2))
    assert without_tokens(first) == without_tokens(again)


def test_why_was_somebody_else_not_paid(di_browser: StaffBrowser, paid: str, cy: Somebody) -> None:
    add_shopkeeper(cy)
    assert "没有关系" in di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=shopcy")
    assert "没有这位店主" in di_browser.see(f"/admin/earnings/explanation?order={paid}&shopkeeper=nobody")
    assert "没有这个订单，或者它不是您的" in di_browser.see("/admin/earnings/explanation?order=G1")


def test_why_tells_where_codes_are_found_and_starts_from_recent_orders(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see("/admin/earnings/explanation")
    assert f'/admin/earnings/explanation?order={paid}"' in page
    assert 'href="/admin/shopkeepers"' in page[page.index("店主编号在") :]
    assert "shopada" in page


def test_keys_of_the_domain_are_said_in_words(di_browser: StaffBrowser, paid: str, ada: Keeper) -> None:
    page = di_browser.see(f"/admin/orders/{paid}")
    for words in ("普通分享", "直接销售", "最后一次有效访问"):
        assert words in page, words


def test_one_is_not_counted_like_many(di_browser: StaffBrowser, paid: str, ada: Keeper) -> None:
    di_browser.press("/admin/me", "/admin/language", language="en")
    assert "1 order (without" in di_browser.see(f"/admin/shopkeepers/{ada.code}")
    assert "of 1 shopkeeper<" in di_browser.see("/admin/ledger/verification")


def test_why_the_platform_keeps_a_sale(
    fake_wechat: FakeWechat, di_browser: StaffBrowser, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea)
    assert "平台" in di_browser.see(f"/admin/earnings/explanation?order={no}")
    assert "没有任何店主带来的访问" in di_browser.see(f"/admin/orders/{no}")


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", {"收款", "计佣"}),
        ("kind=payment", {"收款"}),
        ("account=commission_pending", {"计佣"}),
        ("account=sales&owner=", {"收款"}),
        ("owner=shopkeeper:0", set()),
    ],
)
def test_the_ledger_is_filtered_by_what_it_touches(
    di_browser: StaffBrowser, paid: str, query: str, kinds: set[str]
) -> None:
    page = di_browser.see(f"/admin/ledger?{query}")
    shown = set(re.findall(r'<th scope="rowgroup"[^>]*>([^<]+)<', page))
    assert shown == kinds
    assert "账是平的" in di_browser.see("/admin/ledger/verification", headers={"HX-Request": "true"})


def test_books_that_do_not_balance_shout(di_browser: StaffBrowser, paid: str) -> None:
    with transaction():
        execute("SET LOCAL session_replication_role = replica")
        execute("UPDATE account SET balance_fen = balance_fen + 1 WHERE owner <> ''")
    page = di_browser.see("/admin/ledger/verification")
    assert "账不平" in page
    assert 'role="alert"' in page


def test_one_orders_entries_are_found_by_reference(di_browser: StaffBrowser, paid: str) -> None:
    assert paid in di_browser.see(f"/admin/ledger?reference=order:{paid}")
    assert "没有符合的结果" in di_browser.see("/admin/ledger?reference=order:other")


def test_the_audit_log_names_who_did_what(di_browser: StaffBrowser, paid: str, app: APIFlask) -> None:
    ship_order(paid, carrier="顺丰", tracking_no="SF1", staff_id=int(str(scalar("SELECT id FROM staff"))))
    page = di_browser.see(f"/admin/audit?subject=order:{paid}")
    assert "发货" in page
    assert "Di" in page
    assert f'href="/admin/orders/{paid}"' in page


def test_a_product_shows_both_languages_and_its_variants(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    page = di_browser.see(f"/admin/products/{tea.product_code}")
    for words in ("春茶", "Spring tea", "小罐", tea.sku_code, "99.00"):
        assert words in page
    assert di_browser.get("/admin/products/nothing").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"), [("q=春", True), ("q=hill", True), ("q=coffee", False), ("status=off", False)]
)
def test_products_are_found_by_name_or_brand(
    di_browser: StaffBrowser, tea: ListedProduct, query: str, *, found: bool
) -> None:
    assert ("/admin/products/tea" in di_browser.see(f"/admin/products?{query}")) is found
