"""Ada finds what to send, writes her own, offers it, and sees what each version led to."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.social.materials.drafts import both, newest_text
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.check_text import check_text
from webapp.people.staff import StaffMember
from webapp.social.materials import MaterialKind, MaterialPurpose
from webapp.social.materials.flows.staff_materials import add_platform_material, rewrite_platform_material
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.usefixtures("noon")
COPY = {"kind": "copy", "title": "老茶客", "text": "今年的比去年甜"}
TALK = {
    "kind": "script",
    "title": "怕买贵",
    "opening": "先尝一小罐",
    "points": ["够喝半个月"],
    "doubt": "太贵？",
    "answer": "一杯两块多",
}


@pytest.fixture
def eve_phone(app: APIFlask, fake_wechat: FakeWechat) -> Phone:
    """Another shopkeeper."""
    return Phone(app.test_client()).login(fake_wechat, add_shopkeeper(add_person("Eve")).person)


def test_ada_writes_for_herself_and_nobody_else_reads_it(ada_phone: Phone, eve_phone: Phone) -> None:
    made = ada_phone.post("/materials", COPY)
    assert made.status_code == 201
    assert (made.json["by"], made.json["state"], made.json["plain"]) == ("me", "private", "今年的比去年甜")
    assert ada_phone.get("/materials").json["items"] == [made.json]
    assert eve_phone.get("/materials").json["items"] == []


def test_a_talk_comes_in_its_parts_and_as_one_would_say_it(ada_phone: Phone) -> None:
    made = ada_phone.post("/materials", {**TALK, "stage": "friend", "language": "zh"}).json
    assert (made["opening"], made["points"], made["stage_text"]) == ("先尝一小罐", ["够喝半个月"], "朋友")
    assert made["plain"] == "先尝一小罐\n\n· 够喝半个月\n\n太贵？\n一杯两块多"


def test_what_ada_offers_eve_reads_once_it_is_checked(ada_phone: Phone, eve_phone: Phone) -> None:
    made = ada_phone.post("/materials", {**COPY, "offered": True}, Accept_Language="en").json
    assert (made["state"], made["state_text"]) == ("checking", "being checked")
    assert eve_phone.get("/materials").json["items"] == []
    check_text(newest_text())
    (read,) = eve_phone.get("/materials").json["items"]
    assert (read["by"], read["shop_name"], read["text"]) == ("shopkeeper", "Ada的小店", "今年的比去年甜")


def test_a_new_version_is_current_and_the_old_one_stays(ada_phone: Phone) -> None:
    made = ada_phone.post("/materials", COPY).json
    again = ada_phone.ask("PUT", f"/materials/{made['id']}", {"title": "老茶客", "text": "甜，不涩"})
    assert (again.status_code, again.json["version"], again.json["text"]) == (200, 2, "甜，不涩")
    found = ada_phone.get(f"/materials/{made['id']}").json
    assert [(each["version"], each["text"]) for each in found["versions"]] == [(2, "甜，不涩"), (1, "今年的比去年甜")]
    assert ada_phone.ask("DELETE", f"/materials/{made['id']}").status_code == 204
    assert ada_phone.get(f"/materials/{made['id']}").status_code == 404


def test_pictures_are_chosen_among_the_products_own(ada_phone: Phone, tea: ListedProduct) -> None:
    shown = ada_phone.get(f"/products/{tea.product_code}").json["pictures"]
    wish = {"kind": "pictures", "title": "一张图", "product_code": tea.product_code, "pictures": shown}
    assert ada_phone.post("/materials", wish).json["pictures"] == shown
    for wrong in (["https://evil.example/x.png"], []):
        refused = ada_phone.post("/materials", {**wish, "pictures": wrong})
        assert (refused.status_code, refused.json["code"]) == (400, "pictures_needed")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({**COPY, "text": ""}, "material_text_needed"),
        ({**COPY, "text": "长" * 121}, "material_text_needed"),
        ({**COPY, "title": "  x  ", "kind": "script"}, "talk_needed"),
        ({**COPY, "product_code": "nothing"}, "unknown_product"),
        ({**COPY, "points": ["1", "2", "3", "4", "5", "6"]}, "validation_error"),
    ],
)
def test_what_is_missing_is_said(ada_phone: Phone, wish: dict[str, object], code: str) -> None:
    refused = ada_phone.post("/materials", wish)
    assert (refused.status_code in (400, 404, 422), refused.json["code"]) == (True, code)


def test_materials_are_asked_for_by_product_stage_kind_and_what_worked(
    ada_phone: Phone, di: StaffMember, tea: ListedProduct
) -> None:
    of_tea = add_platform_material(
        di, MaterialPurpose(kind=MaterialKind.COPY, product_code=tea.product_code), both("茶")
    )
    of_any = add_platform_material(di, MaterialPurpose(kind=MaterialKind.COPY), both("任何"))
    useful = add_platform_material(di, MaterialPurpose(kind=MaterialKind.VALUE_CONTENT), both("有用"))
    own = int(ada_phone.post("/materials", {**COPY, "stage": "friend"}).json["id"])

    def ids(asked: str) -> list[int]:
        return [int(each["id"]) for each in ada_phone.get(f"/materials?{asked}").json["items"]]

    assert ids(f"product={tea.product_code}&kind=copy") == [own, of_any, of_tea]
    assert ids("stage=stranger") == [useful, of_any, of_tea]
    assert ids("kind=value_content") == [useful]
    assert ids("own=true") == [own]
    assert ids(f"product={tea.product_code}&kind=copy&stage=stranger&sort=performance") == [of_tea, of_any]
    assert ada_phone.get("/materials?product=nothing").status_code == 404


def test_a_longer_list_goes_on_where_it_stopped_and_costs_the_same(ada_phone: Phone, di: StaffMember) -> None:
    for n in range(5):
        add_platform_material(di, MaterialPurpose(kind=MaterialKind.COPY), both(f"第 {n} 条"))
    costs, first = [], {}
    for limit in (1, 3):
        with count_statements() as statements:
            first = ada_phone.get(f"/materials?limit={limit}").json
        costs.append(len(statements))
    assert costs[0] == costs[1]
    rest = ada_phone.get(f"/materials?cursor={first['next_cursor']}").json
    texts = [each["text"] for each in (*first["items"], *rest["items"])]
    assert texts == [f"第 {n} 条" for n in range(4, -1, -1)]
    assert rest["next_cursor"] is None


def test_a_share_says_which_version_it_was_made_with(ada_phone: Phone, di: StaffMember, tea: ListedProduct) -> None:
    material_id = add_platform_material(di, MaterialPurpose(kind=MaterialKind.COPY), both("第一版"))
    rewrite_platform_material(di, material_id, both("第二版"))
    made = ada_phone.post("/shares", {"product_code": tea.product_code, "material_id": str(material_id)}).json
    assert (made["material_id"], made["material_version"]) == (str(material_id), 2)
    assert ada_phone.get(f"/shares/{made['id']}").json["material_version"] == 2
    found = ada_phone.get(f"/materials/{material_id}").json
    assert [each["performance"]["shares"] for each in found["versions"]] == [1, 0]
    refused = ada_phone.post("/shares", {"product_code": tea.product_code, "material_id": "999999"})
    assert (refused.status_code, refused.json["code"]) == (404, "no_such_material")


def test_before_sharing_ada_is_told_the_very_thing_to_send_instead(
    ada_phone: Phone, ada: Keeper, bo: Somebody, di: StaffMember, tea: ListedProduct
) -> None:
    value = add_platform_material(
        di, MaterialPurpose(kind=MaterialKind.VALUE_CONTENT, product_code=tea.product_code), both("怎么存茶")
    )
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=9)
    for n in range(2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=3 - n)
    asked = {"audience": [str(bo.id)], "product_code": tea.product_code}
    told = ada_phone.post("/shares/advice", asked).json
    assert (told["material"]["id"], told["material"]["plain"]) == (str(value), "怎么存茶")
    (seen,) = ada_phone.get("/customers").json["items"]
    assert (seen["next_action"]["reason"], seen["next_action"]["material"]["id"]) == ("ignored_lately", str(value))


def test_who_has_no_shop_has_no_materials(bo_phone: Phone) -> None:
    assert bo_phone.get("/materials").status_code == 403
    assert bo_phone.post("/materials", COPY).status_code == 403
