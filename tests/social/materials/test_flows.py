"""Staff and shopkeepers write material; others read what is shown; each version tells what it led to."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_product, add_shopkeeper, scalar
from tests.social.materials.drafts import both, newest_text, words
from tests.statements import count_statements
from tests.trade import buying
from tests.trade.buying import look
from tests.trade.order_steps import bring_to, refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.check_text import check_text
from webapp.journeys.make_share import make_share
from webapp.journeys.record_ignored_shares import record_ignored_shares
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.people.identity.flows.login import login
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember, audit
from webapp.social import materials
from webapp.social.materials import MaterialFilter, MaterialKind, MaterialPurpose, MaterialState, MaterialView, rules
from webapp.social.materials import staff_queries as materials_staff_queries
from webapp.social.materials.flows.staff_materials import (
    add_platform_material,
    rewrite_platform_material,
    withdraw_material_by_staff,
)
from webapp.social.materials.flows.write_material import (
    MaterialAuthor,
    MaterialVersionInput,
    TooManyMaterials,
    add_material,
    rewrite_material,
    withdraw_material,
)
from webapp.social.materials.queries.materials import NoSuchMaterial
from webapp.social.materials.rules import NoLanguageGiven
from webapp.social.relationships import Stage
from webapp.social.relationships.flows.record_share_openings import record_share_openings

pytestmark = pytest.mark.usefixtures("noon")
COPY = MaterialPurpose(kind=MaterialKind.COPY)


@pytest.fixture
def eve(app: APIFlask) -> Keeper:
    """Another shopkeeper."""
    return add_shopkeeper(add_person("Eve"))


@pytest.fixture
def adas(app: APIFlask, fake_wechat: FakeWechat, ada: Keeper) -> MaterialAuthor:
    """Ada has just opened the mini-program and writes."""
    login(fake_wechat.mini.code_for(ada.person.mini, ada.person.unionid))
    return MaterialAuthor(shop_id=ada.id, person_id=ada.person.id)


def read_by(keeper: Keeper, **asked: object) -> list[MaterialView]:
    return materials.materials_for(keeper.id, MaterialFilter(**asked), limit=50, now=clock.now())  # type: ignore[arg-type]


def texts_read_by(keeper: Keeper) -> list[str]:
    return [each.in_language("zh").text for each in read_by(keeper)]


def test_what_the_platform_writes_everybody_reads_at_once(ada: Keeper, di: StaffMember) -> None:
    material_id = add_platform_material(di, COPY, both("好茶"))
    (read,) = read_by(ada)
    assert (read.id, read.state, read.in_language("en").text) == (material_id, MaterialState.SHOWN, "好茶 (en)")
    assert [line.action for line in audit.lines(subject=f"material:{material_id}").items] == ["material_written"]


def test_the_platform_writes_in_both_languages(di: StaffMember) -> None:
    with pytest.raises(NoLanguageGiven):
        add_platform_material(di, COPY, words("好茶"))


def test_a_new_version_is_current_and_the_old_ones_stay_readable(ada: Keeper, di: StaffMember) -> None:
    material_id = add_platform_material(di, COPY, both("第一版"))
    assert rewrite_platform_material(di, material_id, both("第二版")) == 2
    assert texts_read_by(ada) == ["第二版"]
    versions = materials.versions_for(ada.id, material_id, now=clock.now())
    assert [(each.number, each.in_language("zh").text) for each in versions] == [(2, "第二版"), (1, "第一版")]


def test_what_ada_keeps_for_herself_nobody_else_reads(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper, di: StaffMember
) -> None:
    made = add_material(adas, COPY, MaterialVersionInput(texts=words("自己用")))
    assert (made.state, texts_read_by(ada), texts_read_by(eve)) == (MaterialState.PRIVATE, ["自己用"], [])
    for ask in (materials.material_for, materials.versions_for):
        with pytest.raises(NoSuchMaterial):
            ask(eve.id, made.id, now=clock.now())
    assert materials_staff_queries.materials(now=clock.now()).items == []
    with pytest.raises(NoSuchMaterial):
        materials_staff_queries.versions(made.id, now=clock.now())
    with pytest.raises(NoSuchMaterial):
        withdraw_material_by_staff(di, made.id)


def test_what_ada_offers_is_read_by_others_once_checked(adas: MaterialAuthor, eve: Keeper) -> None:
    made = add_material(adas, COPY, MaterialVersionInput(texts=words("给大家"), is_public=True))
    assert (made.state, texts_read_by(eve)) == (MaterialState.CHECKING, [])
    check_text(newest_text())
    assert texts_read_by(eve) == ["给大家"]
    assert read_by(eve)[0].shop_name == "Ada的小店"


def test_while_a_new_version_is_checked_others_read_the_one_before(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper
) -> None:
    made = add_material(adas, COPY, MaterialVersionInput(texts=words("第一版"), is_public=True))
    check_text(newest_text())
    rewrite_material(adas, made.id, MaterialVersionInput(texts=words("第二版"), is_public=True))
    assert (texts_read_by(ada), texts_read_by(eve)) == (["第二版"], ["第一版"])
    check_text(newest_text())
    assert texts_read_by(eve) == ["第二版"]
    assert len(materials.versions_for(eve.id, made.id, now=clock.now())) == 2


def test_what_is_refused_stays_with_its_author_and_says_why(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper, di: StaffMember
) -> None:
    add_material(adas, COPY, MaterialVersionInput(texts=words(FLAGGED), is_public=True))
    check_text(newest_text())
    assert (read_by(ada)[0].state, read_by(eve)) == (MaterialState.REFUSED, [])
    add_material(adas, COPY, MaterialVersionInput(texts=words(DOUBTFUL), is_public=True))
    check_text(newest_text())
    assert read_by(ada)[0].state is MaterialState.WAITING
    moderate_text(di.id, newest_text(), shown=False, reason="请不要写疗效")
    assert (read_by(ada)[0].reason, read_by(eve)) == ("请不要写疗效", [])


def test_ada_takes_an_offer_back_to_herself_even_while_it_is_checked(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper
) -> None:
    made = add_material(adas, COPY, MaterialVersionInput(texts=words("给大家"), is_public=True))
    waiting = newest_text()
    rewrite_material(adas, made.id, MaterialVersionInput(texts=words("还是自己用")))
    check_text(waiting)
    assert (texts_read_by(ada), texts_read_by(eve)) == (["还是自己用"], [])
    rewrite_material(adas, made.id, MaterialVersionInput(texts=words("又给大家"), is_public=True))
    check_text(newest_text())
    assert texts_read_by(eve) == ["又给大家"]
    assert [each.number for each in materials.versions_for(eve.id, made.id, now=clock.now())] == [3, 1]


def test_nobody_rewrites_or_withdraws_what_is_not_theirs(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper, di: StaffMember
) -> None:
    ours = add_platform_material(di, COPY, both("平台的"))
    hers = add_material(adas, COPY, MaterialVersionInput(texts=words("Ada 的"), is_public=True)).id
    eves = MaterialAuthor(shop_id=eve.id, person_id=eve.person.id)
    for who, material_id in ((eves, hers), (adas, ours)):
        with pytest.raises(NoSuchMaterial):
            rewrite_material(who, material_id, MaterialVersionInput(texts=words("改了")))
        with pytest.raises(NoSuchMaterial):
            withdraw_material(who.shop_id, material_id)
    with pytest.raises(NoSuchMaterial):
        rewrite_platform_material(di, hers, both("改了"))


def test_what_is_withdrawn_is_gone_for_everybody(
    adas: MaterialAuthor, ada: Keeper, eve: Keeper, di: StaffMember
) -> None:
    hers = add_material(adas, COPY, MaterialVersionInput(texts=words("给大家"), is_public=True)).id
    check_text(newest_text())
    withdraw_material_by_staff(di, hers)
    assert texts_read_by(ada) == texts_read_by(eve) == []
    with pytest.raises(NoSuchMaterial):
        withdraw_material(ada.id, hers)
    assert materials_staff_queries.materials(now=clock.now()).items[0].withdrawn_at is not None


def test_one_shopkeeper_keeps_two_hundred_at_most(adas: MaterialAuthor) -> None:
    with transaction():
        execute(
            """INSERT INTO material (kind, shopkeeper_id, created_at)
               SELECT 'copy', :shop, :now FROM generate_series(1, 200)""",
            shop=adas.shop_id,
            now=clock.now(),
        )
    with pytest.raises(TooManyMaterials):
        add_material(adas, COPY, MaterialVersionInput(texts=words("再来一条")))


def test_materials_are_found_by_product_stage_and_kind(ada: Keeper, di: StaffMember, tea: ListedProduct) -> None:
    rice = add_product("rice")

    def add(name: str, kind: MaterialKind = MaterialKind.COPY, **purpose: object) -> None:
        add_platform_material(di, MaterialPurpose(kind=kind, **purpose), both(name))  # type: ignore[arg-type]

    add("任何")
    add("茶", product_code=tea.product_code)
    add("米", product_code=rice.product_code)
    add("茶友", product_code=tea.product_code, stage=Stage.FRIEND)
    add("有用", kind=MaterialKind.VALUE_CONTENT)

    def found(**asked: object) -> list[str]:
        return [each.in_language("zh").text for each in read_by(ada, **asked)]

    assert found(products=(tea.product_id,)) == ["有用", "茶友", "茶", "任何"]
    assert found(stage=Stage.COOLING) == ["有用", "米", "茶", "任何"]
    assert found(kinds=(MaterialKind.VALUE_CONTENT,)) == ["有用"]
    assert found(own=True) == []


def test_the_database_keeps_what_a_material_is(app: APIFlask, ada: Keeper, di: StaffMember) -> None:
    material_id = add_platform_material(di, COPY, both("好茶"))
    with pytest.raises(Exception, match="material_shows_a_version_it_has"), transaction():
        execute("UPDATE material SET shown = 2 WHERE id = :id", id=material_id)
    with pytest.raises(Exception, match="material_pictures_show_a_product"), transaction():
        execute("UPDATE material SET kind = 'pictures' WHERE id = :id", id=material_id)


@dataclass(frozen=True)
class Story:
    """One material with two versions, and what became of the shares made with each."""

    id: int


@pytest.fixture
def story(
    noon: None, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct, di: StaffMember
) -> Story:
    """Version 1: Bo opened it twice and bought, Ada looked herself. Version 2: Cy left it unopened."""
    material_id = add_platform_material(di, COPY, both("第一版"))
    made = make_share(ada.id, tea.product_code, material_id=material_id)
    for who in (bo, ada.person):
        look(made.token, who)
    clock.advance(timedelta(hours=1))
    look(made.token, bo)
    look(buying.share(ada, tea), cy)
    record_share_openings()
    bring_to("settled", buying.buy(fake_wechat, bo, tea, token=made.token), bo)
    rewrite_platform_material(di, material_id, both("第二版"))
    make_share(ada.id, tea.product_code, audience=[cy.id], material_id=material_id)
    clock.advance(timedelta(hours=49))
    record_ignored_shares()
    return Story(material_id)


def test_each_version_tells_what_it_led_to(ada: Keeper, story: Story) -> None:
    second, first = materials.versions_for(ada.id, story.id, now=clock.now())
    led = first.performance
    assert (led.shares, led.opened, led.touches, led.visitors, led.buyers) == (1, 1, 3, 2, 1)
    assert (led.gain, led.cost) == (pytest.approx(1.2), 0)
    assert first.score == pytest.approx(rules.wilson_lower_bound(1, 2))
    assert (second.performance.shares, second.performance.opened, second.performance.buyers, second.score) == (
        1,
        0,
        0,
        0,
    )
    assert (second.performance.gain, second.performance.cost) == (0, pytest.approx(0.2))
    assert second.performance.trust == pytest.approx(-0.2)


def test_shares_of_long_ago_no_longer_count(ada: Keeper, story: Story) -> None:
    clock.advance(timedelta(days=80))
    assert [each.performance.shares for each in materials.versions_for(ada.id, story.id, now=clock.now())] == [1, 0]


def test_who_returned_it_is_no_buyer(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, di: StaffMember
) -> None:
    material_id = add_platform_material(di, COPY, both("好茶"))
    made = make_share(ada.id, tea.product_code, material_id=material_id)
    no = buying.buy(fake_wechat, bo, tea, token=made.token)
    assert materials.material_for(ada.id, material_id, now=clock.now()).performance.buyers == 1
    refund(fake_wechat, no)
    assert materials.material_for(ada.id, material_id, now=clock.now()).performance.buyers == 0


def test_nobody_shares_with_material_they_may_not_read(adas: MaterialAuthor, eve: Keeper, tea: ListedProduct) -> None:
    hers = add_material(adas, COPY, MaterialVersionInput(texts=words("自己用"))).id
    for material_id in (hers, hers + 1_000):
        with pytest.raises(NoSuchMaterial):
            make_share(eve.id, tea.product_code, material_id=material_id)
    assert scalar("SELECT count(*) FROM share") == 0
    made = make_share(adas.shop_id, tea.product_code, material_id=hers)
    assert materials.uses_of([made.share.id]) == {made.share.id: (hers, 1)}


@pytest.mark.parametrize("size", [1, 6])
def test_a_list_with_what_worked_takes_two_statements(
    ada: Keeper, di: StaffMember, tea: ListedProduct, size: int
) -> None:
    for n in range(size):
        made = add_platform_material(di, COPY, both(f"第 {n} 条"))
        make_share(ada.id, tea.product_code, material_id=made)
    for ask in (lambda: read_by(ada), lambda: materials_staff_queries.materials(now=clock.now()).items):
        with count_statements() as asked:
            found = ask()
        assert ([each.performance.shares for each in found], len(asked)) == ([1] * size, 2)
