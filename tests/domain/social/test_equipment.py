"""Each step comes with the goods and the material that fit it, and only from what happened through this shop."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody, add_person, add_product, add_shopkeeper
from tests.domain.social.happening import happens
from tests.domain.social.samples import BO, material
from tests.flows import buying
from tests.flows.buying import look
from tests.flows.following import bring_to
from tests.flows.preparing import both
from webapp.domain.identity.staff import StaffMember
from webapp.domain.social import customers
from webapp.domain.social.customers.equipment import Goods, goods_for, product_for, want_for
from webapp.domain.social.materials import MaterialKind, Want, Words, best
from webapp.domain.social.relationships import EventKind, Instead, NextStep, Stage, Step, Why
from webapp.flows.note_openings import note_openings
from webapp.flows.staff_materials import add_platform_material
from webapp.flows.write_material import Purpose
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock

pytestmark = pytest.mark.usefixtures("noon")
ALL = Goods(looked_at=1, fresh=2, bought=3)
CASES = [
    (Step.RESPECT, Why.MUTED, ALL, None, None),
    (Step.ANSWER, Why.QUESTION_OPEN, ALL, None, Want(kind=MaterialKind.TALK, product_id=3, exactly=True)),
    (Step.ANSWER, Why.QUESTION_OPEN, Goods(), None, None),
    (
        Step.VALUE_CONTENT,
        Why.BELOW_GATE,
        Goods(looked_at=1),
        None,
        Want(kind=MaterialKind.VALUE, product_id=1, stage=Stage.FAMILIAR),
    ),
    (Step.GREET, Why.QUIET, ALL, None, Want(kind=MaterialKind.TALK, stage=Stage.COOLING, exactly=True)),
    (Step.INTRODUCE, Why.NEVER_OPENED, ALL, None, Want(kind=MaterialKind.TALK, stage=Stage.STRANGER, exactly=True)),
    (
        Step.RECOMMEND,
        Why.COMES_BACK,
        ALL,
        1,
        Want(kind=MaterialKind.COPY, product_id=1, stage=Stage.FAMILIAR),
    ),
    (
        Step.RECOMMEND,
        Why.COMES_BACK,
        Goods(fresh=2),
        2,
        Want(kind=MaterialKind.COPY, product_id=2, stage=Stage.FAMILIAR),
    ),
    (Step.THANK, Why.PARCEL_RECEIVED, ALL, 3, Want(kind=MaterialKind.VALUE, product_id=3)),
    (Step.THANK, Why.STANDS_DEEP, ALL, None, Want(kind=MaterialKind.TALK, stage=Stage.PARTNER, exactly=True)),
]


@pytest.mark.parametrize(("step", "why", "goods", "product", "want"), CASES)
def test_a_step_is_taken_with_what_fits_it(
    step: Step, why: Why, goods: Goods, product: int | None, want: Want | None
) -> None:
    found = NextStep(step=step, why=why)
    assert product_for(found, goods) == product
    assert want_for(found, BO, goods) == want


def test_every_step_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(Step)


def test_an_answer_about_tea_is_no_answer_about_rice() -> None:
    talk = material(1, kind=MaterialKind.TALK, product_id=7)
    assert best([talk], Want(kind=MaterialKind.TALK, product_id=7, exactly=True)) is talk
    assert best([talk], Want(kind=MaterialKind.TALK, product_id=8, exactly=True)) is None


def test_goods_are_what_bo_looked_at_through_this_shop_and_did_not_buy(
    twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf
) -> None:
    rice, oil, gone = add_product("rice"), add_product("oil"), add_product("gone", stock=0)
    eve = add_shopkeeper(add_person("Eve"))
    for keeper, shelf in ((ada, tea), (ada, rice), (eve, oil)):
        look(buying.share(keeper, shelf), bo)
        clock.advance(timedelta(minutes=1))
    assert goods_for(ada.id, [bo.id]) == {bo.id: Goods(looked_at=rice.product_id, fresh=oil.product_id)}
    bring_to("received", buying.buy(twin, bo, rice, token=buying.share(ada, rice)), bo)
    found = goods_for(ada.id, [bo.id])[bo.id]
    assert found == Goods(looked_at=tea.product_id, fresh=oil.product_id, bought=rice.product_id)
    assert goods_for(eve.id, [bo.id])[bo.id].bought is None
    assert gone.product_id > oil.product_id


def test_bo_comes_back_and_ada_is_told_what_to_recommend_in_which_words(
    ada: Keeper, bo: Somebody, tea: Shelf, di: StaffMember
) -> None:
    words = add_platform_material(di, Purpose(kind=MaterialKind.COPY, product_code=tea.product_code), both("好茶"))
    for _ in range(2):
        look(buying.share(ada, tea), bo)
    note_openings()
    found = customers.customer_for(ada.id, bo.id, now=clock.now())
    assert (found.next_step.step, found.next_step.why, found.next_step.count) == (Step.RECOMMEND, Why.COMES_BACK, 2)
    assert found.product is not None
    assert found.material is not None
    assert (found.product.id, found.material.id) == (tea.product_id, words)


@pytest.fixture
def library(noon: None, tea: Shelf, di: StaffMember) -> dict[str, int]:
    """One material of each kind that an advice may name, by kind."""
    code = tea.product_code
    talk = dict.fromkeys(("zh", "en"), Words(title="问候", opening="最近好吗", points=("不谈商品",)))
    return {
        "copy": add_platform_material(di, Purpose(kind=MaterialKind.COPY, product_code=code), both("好茶")),
        "value": add_platform_material(di, Purpose(kind=MaterialKind.VALUE, product_code=code), both("怎么存茶")),
        "talk": add_platform_material(di, Purpose(kind=MaterialKind.TALK, stage=Stage.COOLING), talk),
    }


TWO_IGNORED = [(EventKind.SHARE_IGNORED, 3), (EventKind.SHARE_IGNORED, 2)]


@pytest.mark.parametrize(
    ("events", "instead", "kind"),
    [
        ([(EventKind.SHARE_OPENED, 2)], Instead.PRODUCT, "copy"),
        ([(EventKind.SHARE_OPENED, 9), *TWO_IGNORED], Instead.VALUE_CONTENT, "value"),
        ([(EventKind.SHARE_OPENED, 60), *TWO_IGNORED], Instead.GREETING, "talk"),
    ],
)
def test_the_advice_names_the_very_material_to_send(
    ada: Keeper,
    bo: Somebody,
    library: dict[str, int],
    tea: Shelf,
    events: list[tuple[EventKind, int]],
    instead: Instead,
    kind: str,
) -> None:
    for n, (event, days_ago) in enumerate(events):
        happens(ada, bo, event, f"x:{n}", days_ago=days_ago)
    advice, found = customers.advise(ada.id, [bo.id], product_id=tea.product_id, now=clock.now())
    assert advice.instead is instead
    assert found is not None
    assert found.id == library[kind]


def test_where_the_library_has_nothing_none_is_named(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert customers.advise(ada.id, [bo.id], product_id=None, now=clock.now())[1] is None
