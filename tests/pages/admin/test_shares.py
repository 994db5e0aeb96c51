"""What Di sees of shares: the tree of their forwards, and the codes shopkeepers read out."""

import re
from urllib.parse import quote

from tests.cast import (
    Keeper,
    ListedProduct,
    Somebody,
)
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import make_share
from webapp.journeys.record_visit import record_visit
from webapp.pages.queries import shares as share_queries
from webapp.people.identity import alias_code
from webapp.referral.visits.flows.ingest_visits import ingest_visits


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
        (root.alias, root.opened, [(each.alias, [leaf.orders for leaf in each.below]) for each in root.below])
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
    share, visit = re.findall(r"#[0-9]{10}", explained)[:2]
    for code in (share, visit, f" {share} "):
        assert share in di_browser.see(f"/admin/shares?q={quote(code)}"), code
    assert 'class="empty"' in di_browser.see("/admin/shares?q=%230000000000")
