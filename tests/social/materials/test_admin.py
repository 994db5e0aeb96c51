"""Di writes the platform's material in both languages and sees what each version led to."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, scalar
from tests.public_texts import run_text_checks
from tests.social.materials.drafts import both
from tests.web.admin.staff_browser import StaffBrowser, count_statements
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.check_text import check_text
from webapp.journeys.erase_person import erase_person
from webapp.journeys.make_share import make_share
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.manage_shopkeeper import suspend_shopkeeper
from webapp.people.privacy.flows.request_erasure import request_erasure
from webapp.people.staff import StaffMember
from webapp.social.materials import MaterialKind, MaterialPurpose, MaterialText
from webapp.social.materials.flows.staff_materials import add_platform_material
from webapp.social.materials.flows.write_material import MaterialAuthor, MaterialVersionInput, add_material

WORDS = {"title_zh": "老茶客", "text_zh": "比去年甜", "title_en": "Old hands", "text_en": "Sweeter than last year"}
TALK = {
    **{f"title_{code}": "怕买贵" for code in ("zh", "en")},
    **{f"opening_{code}": "先尝一小罐" for code in ("zh", "en")},
    **{f"points_{code}": "够喝半个月\r\n\r\n不满意可退" for code in ("zh", "en")},
}


@pytest.fixture
def written(di: StaffMember, tea: ListedProduct) -> int:
    """Words for tea."""
    return add_platform_material(
        di, MaterialPurpose(kind=MaterialKind.COPY, product_code=tea.product_code), both("好茶")
    )


def test_di_writes_one_in_two_steps_and_it_is_there_at_once(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    address = f"/admin/materials/new?kind=copy&product={tea.product_code}&stage=friend"
    assert 'name="text_en"' in di_browser.see(address)
    page = di_browser.do(address, "/admin/materials", kind="copy", product=tea.product_code, stage="friend", **WORDS)
    assert "比去年甜" in page
    assert "Sweeter than last year" in page
    assert "老茶客" in di_browser.see(f"/admin/materials?product={tea.product_code}&kind=copy&stage=friend")
    assert "老茶客" not in di_browser.see("/admin/materials?kind=script")


def test_a_talk_is_written_point_by_point(di_browser: StaffBrowser) -> None:
    page = di_browser.do("/admin/materials/new?kind=script", "/admin/materials", kind="script", **TALK)
    assert "· 够喝半个月\n· 不满意可退" in page


def test_pictures_ask_for_a_product_first(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    assert 'name="pictures"' not in di_browser.see("/admin/materials/new?kind=pictures")
    address = f"/admin/materials/new?kind=pictures&product={tea.product_code}"
    assert 'value="demo/longjing-tea.svg"' in di_browser.see(address)
    page = di_browser.do(
        address,
        "/admin/materials",
        kind="pictures",
        product=tea.product_code,
        pictures="demo/longjing-tea.svg",
        title_zh="一张图",
        title_en="One picture",
    )
    assert "/static/demo/longjing-tea.svg" in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(di_browser: StaffBrowser) -> None:
    answer = di_browser.press(
        "/admin/materials/new?kind=copy", "/admin/materials", kind="copy", **{**WORDS, "title_en": ""}
    )
    assert answer.status_code == 422
    assert "标题 1 到 40 字" in answer.text
    assert "比去年甜" in answer.text


def test_the_next_version_leaves_the_old_one_readable(di_browser: StaffBrowser, written: int) -> None:
    page = di_browser.do(f"/admin/materials/{written}", f"/admin/materials/{written}", **WORDS)
    assert "比去年甜" in page
    assert "好茶" in page
    answer = di_browser.press(f"/admin/materials/{written}", f"/admin/materials/{written}", **{**WORDS, "text_zh": " "})
    assert answer.status_code == 422
    assert scalar("SELECT current FROM material") == 2


def test_each_version_shows_what_it_led_to(
    di_browser: StaffBrowser, written: int, ada: Keeper, tea: ListedProduct
) -> None:
    make_share(ada.id, tea.product_code, material_id=written)
    assert '<td class="num">1</td>' in di_browser.see(f"/admin/materials/{written}")
    assert '<td class="num">1</td>' in di_browser.see("/admin/materials")


def test_di_withdraws_what_a_shopkeeper_offers_and_cannot_rewrite_it(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, app: APIFlask
) -> None:
    draft = MaterialVersionInput(texts={"zh": both("Ada 的")["zh"]}, is_public=True)
    author = MaterialAuthor(shop_id=ada.id, person_id=ada.person.id)
    offered = add_material(author, MaterialPurpose(kind=MaterialKind.COPY), draft).id
    check_text(int(str(scalar("SELECT max(id) FROM public_text"))))
    page = di_browser.see(f"/admin/materials/{offered}")
    assert "这是店主写的" in page
    assert 'name="text_zh"' not in page
    done = di_browser.do(f"/admin/materials/{offered}", f"/admin/materials/{offered}/withdrawal")
    assert "已收回" in done
    again = di_browser.press("/admin/me", f"/admin/materials/{offered}/withdrawal")
    assert "没有这份素材" in di_browser.see(again.location)


def test_what_is_private_is_not_there(di_browser: StaffBrowser, ada: Keeper) -> None:
    author = MaterialAuthor(shop_id=ada.id, person_id=ada.person.id)
    own = add_material(
        author, MaterialPurpose(kind=MaterialKind.COPY), MaterialVersionInput(texts={"zh": both("自己用")["zh"]})
    ).id
    assert di_browser.get(f"/admin/materials/{own}").status_code == 404
    assert "自己用" not in di_browser.see("/admin/materials")
    assert di_browser.press("/admin/me", f"/admin/materials/{own}", **WORDS).status_code == 404


def test_finance_reads_and_does_not_write(staff_browser: StaffBrowser, written: int) -> None:
    staff_browser.log_in("fi", role="finance")
    assert "好茶" in staff_browser.see(f"/admin/materials/{written}")
    assert 'name="text_zh"' not in staff_browser.see(f"/admin/materials/{written}")
    assert staff_browser.get("/admin/materials/new").status_code == 403


def test_a_longer_list_costs_no_more_statements(di_browser: StaffBrowser, di: StaffMember, written: int) -> None:
    costs = []
    for _ in range(2):
        with count_statements() as statements:
            di_browser.see("/admin/materials")
        costs.append(len(statements))
        for n in range(4):
            add_platform_material(di, MaterialPurpose(kind=MaterialKind.VALUE_CONTENT), both(f"第 {n} 条"))
    assert costs[0] == costs[1]


def test_material_of_an_erased_shopkeeper_has_no_words_and_breaks_no_page(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, di: StaffMember, tea: ListedProduct
) -> None:
    login(fake_wechat.mini.code_for(ada.person.mini, ada.person.unionid))
    author, purpose = MaterialAuthor(shop_id=ada.id, person_id=ada.person.id), MaterialPurpose(kind=MaterialKind.COPY)
    offered = add_material(
        author,
        purpose,
        MaterialVersionInput(texts={"zh": MaterialText(title="阿达的话", text="阿达说")}, is_public=True),
    )
    run_text_checks()
    suspend_shopkeeper(ada.id, staff_id=di.id, reason="on request")
    assert erase_person(request_erasure(ada.person.id, "注销", "mini").id)
    for page in ("/admin/materials", f"/admin/materials/{offered.id}"):
        assert "阿达" not in di_browser.see(page)
    assert scalar("SELECT withdrawn_at IS NOT NULL FROM material") is True
