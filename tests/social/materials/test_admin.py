"""Di writes the platform's material in both languages and sees what each version led to."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, scalar
from tests.public_texts import run_text_checks
from tests.social.materials.drafts import both
from tests.statements import count_statements
from tests.web.admin.staff_browser import StaffBrowser, mistakes
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

PICTURE = "demo/longjing-tea.svg"


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
    page = di_browser.refused(
        "/admin/materials/new?kind=copy", "/admin/materials", kind="copy", stage="friend", **{**WORDS, "title_en": ""}
    )
    assert mistakes(page) == {"title_en": "标题 1 到 40 字；平台的素材中英文都要写。"}
    assert "比去年甜" in page
    assert '<input type="hidden" name="stage" value="friend">' in page


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("copy", {"text_zh": " "}, {"text_zh": "正文请写 1 到 120 字，两种语言都要写。"}),
        ("copy", {"text_en": "x" * 121}, {"text_en": "正文请写 1 到 120 字，两种语言都要写。"}),
        ("value_content", {"text_en": "x" * 801}, {"text_en": "正文请写 1 到 800 字，两种语言都要写。"}),
        (
            "copy",
            {"title_zh": "", "title_en": "x" * 41},
            dict.fromkeys(("title_zh", "title_en"), "标题 1 到 40 字；平台的素材中英文都要写。"),
        ),
        ("script", {"opening_zh": ""}, {"opening_zh": "请写开场白，1 到 160 字。"}),
        ("script", {"points_zh": "\r\n"}, {"points_zh": "请写 1 到 5 个要点，一行一个，每个最多 80 字。"}),
        ("script", {"points_en": "a\r\n" * 6}, {"points_en": "请写 1 到 5 个要点，一行一个，每个最多 80 字。"}),
        ("script", {"points_en": "x" * 81}, {"points_en": "请写 1 到 5 个要点，一行一个，每个最多 80 字。"}),
        ("script", {"doubt_zh": "太贵"}, {"answer_zh": "顾虑和回答要一起写，或者都不写。"}),
        ("script", {"answer_en": "Try a small tin"}, {"doubt_en": "顾虑和回答要一起写，或者都不写。"}),
        (
            "script",
            {"doubt_zh": "x" * 81, "answer_zh": "y"},
            {"doubt_zh": "最多 80 字，请写短一点。"},
        ),
    ],
)
def test_each_part_says_how_much_it_has_room_for(
    di_browser: StaffBrowser, kind: str, fields: dict[str, str], told: dict[str, str]
) -> None:
    right = TALK if kind == "script" else WORDS
    page = di_browser.refused("/admin/me", "/admin/materials", kind=kind, **{**right, **fields})
    assert mistakes(page) == told
    assert scalar("SELECT count(*) FROM material") == 0


def test_what_fits_to_the_last_character_is_taken(di_browser: StaffBrowser) -> None:
    lines = "一\r\n" * 59 + "二二"
    di_browser.do(
        "/admin/me",
        "/admin/materials",
        kind="copy",
        **{**WORDS, "text_zh": lines, "title_zh": "  很" * 16 + "多" * 9},
    )
    assert scalar("SELECT title FROM (SELECT texts->'zh'->>'title' AS title FROM material_version) AS one") == (
        "很 " * 15 + "很" + "多" * 9
    )


def test_pictures_are_those_of_their_product(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    titles = {"kind": "pictures", "title_zh": "一张图", "title_en": "One picture"}
    page = di_browser.refused("/admin/me", "/admin/materials", **titles)
    assert mistakes(page) == {"product": "图片素材要先选一件商品。"}
    for chosen in ("", "demo/another.svg"):
        pictures = {"pictures": chosen} if chosen else {}
        page = di_browser.refused("/admin/me", "/admin/materials", product=tea.product_code, **titles, **pictures)
        assert mistakes(page) == {"pictures": "请选 1 到 9 张这件商品的图片。"}
        assert 'value="One picture"' in page
    page = di_browser.refused(
        "/admin/me", "/admin/materials", product=tea.product_code, pictures=PICTURE, **{**titles, "title_en": ""}
    )
    assert f'value="{PICTURE}" checked' in page


@pytest.mark.parametrize(
    ("purpose", "field", "told"),
    [
        ({"kind": "poem"}, "kind", "请从列表里选一项。"),
        ({"kind": "copy", "stage": "spouse"}, "stage", "请从列表里选一项。"),
        ({"kind": "copy", "product": "coffee"}, "product", "没有这个商品。"),
    ],
)
def test_what_it_is_for_comes_from_the_lists(
    di_browser: StaffBrowser, purpose: dict[str, str], field: str, told: str
) -> None:
    page = di_browser.refused("/admin/me", "/admin/materials", **purpose, **WORDS)
    assert mistakes(page) == {field: told}
    assert scalar("SELECT count(*) FROM material") == 0


def test_the_next_version_leaves_the_old_one_readable(di_browser: StaffBrowser, written: int) -> None:
    page = di_browser.do(f"/admin/materials/{written}", f"/admin/materials/{written}", **WORDS)
    assert "比去年甜" in page
    assert "好茶" in page
    page = di_browser.refused(f"/admin/materials/{written}", f"/admin/materials/{written}", **{**WORDS, "text_zh": " "})
    assert mistakes(page) == {"text_zh": "正文请写 1 到 120 字，两种语言都要写。"}
    assert 'value="Old hands"' in page
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
