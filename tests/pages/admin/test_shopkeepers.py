"""What Di sees of shopkeepers, and how she suspends them and corrects their upline."""

import re

import pytest

from tests.cast import (
    Keeper,
    ListedProduct,
    Somebody,
    add_person,
    add_shopkeeper,
    scalar,
)
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser, last_audit_line, mistakes
from webapp.gateways.wechat.fake import FakeWechat


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


def test_di_suspends_a_shopkeeper_with_a_reason_and_lets_them_back(di_browser: StaffBrowser, ada: Keeper) -> None:
    place = f"/admin/shopkeepers/{ada.code}"
    assert "暂停原因：投诉" in di_browser.do(place, f"{place}/suspension", reason="投诉")
    assert (last_audit_line().action, last_audit_line().detail) == ("shopkeeper.suspend", {"reason": "投诉"})
    page = di_browser.do(place, f"{place}/reinstatement", reason="查清了")
    assert "已恢复" in page
    assert scalar("SELECT status FROM shopkeeper WHERE id = :id", id=ada.id) == "active"


def test_a_suspension_without_a_reason_changes_nothing(di_browser: StaffBrowser, ada: Keeper) -> None:
    place = f"/admin/shopkeepers/{ada.code}"
    page = di_browser.refused(place, f"{place}/suspension", reason=" ")
    assert mistakes(page) == {"reason": "请写原因，1 到 200 字。"}
    assert "<details open><summary>暂停店主" in page, "the mistake is not folded away"
    page = di_browser.refused(place, f"{place}/suspension", reason="长" * 201)
    assert f'value="{"长" * 201}"' in page
    assert scalar("SELECT status FROM shopkeeper WHERE id = :id", id=ada.id) == "active"


def test_di_corrects_an_upline_but_never_into_a_loop(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, cy: Somebody
) -> None:
    below, other = add_shopkeeper(bo, below=ada), add_shopkeeper(cy)
    place = f"/admin/shopkeepers/{below.code}"
    assert "上级已更正" in di_browser.do(place, f"{place}/upline", upline=other.code, reason="填错了")
    assert scalar("SELECT parent_id FROM shopkeeper WHERE id = :id", id=below.id) == other.id
    loop = f"/admin/shopkeepers/{other.code}"
    page = di_browser.refused(loop, f"{loop}/upline", upline=below.code, reason="试试")
    assert mistakes(page) == {"move-upline": "没有人可以排在自己下面。"}
    assert f'value="{below.code}"' in page
    assert 'value="试试"' in page
    assert last_audit_line().detail["outcome"] == "refused"
    page = di_browser.refused(loop, f"{loop}/upline", upline="Nobody", reason="试试")
    assert mistakes(page) == {"move-upline": "没有这位店主。"}
    assert "<details open><summary>更正上级" in page


def test_a_correction_without_code_and_reason_tells_both_at_once(di_browser: StaffBrowser, ada: Keeper) -> None:
    place = f"/admin/shopkeepers/{ada.code}"
    page = di_browser.refused(place, f"{place}/upline", upline=" ", reason="")
    assert list(mistakes(page).items()) == [
        ("move-upline", "请填新上级的编号。"),
        ("move-reason", "请写原因，1 到 200 字。"),
    ]


def test_a_shop_nobody_keeps_is_not_suspended(di_browser: StaffBrowser) -> None:
    for deed in ("suspension", "reinstatement", "upline"):
        answer = di_browser.press("/admin/me", f"/admin/shopkeepers/nobody/{deed}", reason="投诉", upline="nobody")
        assert answer.status_code == 404, deed
