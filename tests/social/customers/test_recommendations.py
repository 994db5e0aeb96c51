"""Each step comes with the goods and the material that fit it, and only from what happened through this shop."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_product, add_shopkeeper
from tests.social.materials.drafts import both
from tests.social.relationships.event_factory import happens
from tests.social.relationships.samples import BO, material
from tests.trade import buying
from tests.trade.buying import look
from tests.trade.order_steps import bring_to
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.people.staff import StaffMember
from webapp.social import customers
from webapp.social.customers.queries.recommendations import (
    ProductCandidates,
    material_criteria_for,
    product_candidates,
    recommended_product,
)
from webapp.social.materials import MaterialCriteria, MaterialKind, MaterialPurpose, MaterialText
from webapp.social.materials.flows.staff_materials import add_platform_material
from webapp.social.materials.queries.ranking import best_match
from webapp.social.relationships import ActionKind, ActionReason, Alternative, EventKind, NextBestAction, Stage
from webapp.social.relationships.flows.record_share_openings import record_share_openings

pytestmark = pytest.mark.usefixtures("noon")
ALL = ProductCandidates(looked_at=1, fresh=2, bought=3)
CASES = [
    (ActionKind.RESPECT, ActionReason.MUTED, ALL, None, None),
    (
        ActionKind.ANSWER,
        ActionReason.QUESTION_OPEN,
        ALL,
        None,
        MaterialCriteria(kind=MaterialKind.TALK, product_id=3, exactly=True),
    ),
    (ActionKind.ANSWER, ActionReason.QUESTION_OPEN, ProductCandidates(), None, None),
    (
        ActionKind.VALUE_CONTENT,
        ActionReason.BELOW_GATE,
        ProductCandidates(looked_at=1),
        None,
        MaterialCriteria(kind=MaterialKind.VALUE, product_id=1, stage=Stage.FAMILIAR),
    ),
    (
        ActionKind.GREET,
        ActionReason.QUIET,
        ALL,
        None,
        MaterialCriteria(kind=MaterialKind.TALK, stage=Stage.COOLING, exactly=True),
    ),
    (
        ActionKind.INTRODUCE,
        ActionReason.NEVER_OPENED,
        ALL,
        None,
        MaterialCriteria(kind=MaterialKind.TALK, stage=Stage.STRANGER, exactly=True),
    ),
    (
        ActionKind.RECOMMEND,
        ActionReason.COMES_BACK,
        ALL,
        1,
        MaterialCriteria(kind=MaterialKind.COPY, product_id=1, stage=Stage.FAMILIAR),
    ),
    (
        ActionKind.RECOMMEND,
        ActionReason.COMES_BACK,
        ProductCandidates(fresh=2),
        2,
        MaterialCriteria(kind=MaterialKind.COPY, product_id=2, stage=Stage.FAMILIAR),
    ),
    (ActionKind.THANK, ActionReason.PARCEL_RECEIVED, ALL, 3, MaterialCriteria(kind=MaterialKind.VALUE, product_id=3)),
    (
        ActionKind.THANK,
        ActionReason.STANDS_DEEP,
        ALL,
        None,
        MaterialCriteria(kind=MaterialKind.TALK, stage=Stage.PARTNER, exactly=True),
    ),
]


@pytest.mark.parametrize(("step", "why", "goods", "product", "want"), CASES)
def test_a_step_is_taken_with_what_fits_it(
    step: ActionKind, why: ActionReason, goods: ProductCandidates, product: int | None, want: MaterialCriteria | None
) -> None:
    found = NextBestAction(step=step, why=why)
    assert recommended_product(found, goods) == product
    assert material_criteria_for(found, BO, goods) == want


def test_every_step_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(ActionKind)


def test_an_answer_about_tea_is_no_answer_about_rice() -> None:
    talk = material(1, kind=MaterialKind.TALK, product_id=7)
    assert best_match([talk], MaterialCriteria(kind=MaterialKind.TALK, product_id=7, exactly=True)) is talk
    assert best_match([talk], MaterialCriteria(kind=MaterialKind.TALK, product_id=8, exactly=True)) is None


def test_goods_are_what_bo_looked_at_through_this_shop_and_did_not_buy(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    rice, oil, gone = add_product("rice"), add_product("oil"), add_product("gone", stock=0)
    eve = add_shopkeeper(add_person("Eve"))
    for keeper, shelf in ((ada, tea), (ada, rice), (eve, oil)):
        look(buying.share(keeper, shelf), bo)
        clock.advance(timedelta(minutes=1))
    assert product_candidates(ada.id, [bo.id]) == {
        bo.id: ProductCandidates(looked_at=rice.product_id, fresh=oil.product_id)
    }
    bring_to("received", buying.buy(fake_wechat, bo, rice, token=buying.share(ada, rice)), bo)
    found = product_candidates(ada.id, [bo.id])[bo.id]
    assert found == ProductCandidates(looked_at=tea.product_id, fresh=oil.product_id, bought=rice.product_id)
    assert product_candidates(eve.id, [bo.id])[bo.id].bought is None
    assert gone.product_id > oil.product_id


def test_bo_comes_back_and_ada_is_told_what_to_recommend_in_which_words(
    ada: Keeper, bo: Somebody, tea: ListedProduct, di: StaffMember
) -> None:
    words = add_platform_material(
        di, MaterialPurpose(kind=MaterialKind.COPY, product_code=tea.product_code), both("好茶")
    )
    for _ in range(2):
        look(buying.share(ada, tea), bo)
    record_share_openings()
    found = customers.customer_for(ada.id, bo.id, now=clock.now())
    assert (found.next_step.step, found.next_step.why, found.next_step.count) == (
        ActionKind.RECOMMEND,
        ActionReason.COMES_BACK,
        2,
    )
    assert found.product is not None
    assert found.material is not None
    assert (found.product.id, found.material.id) == (tea.product_id, words)


@pytest.fixture
def library(noon: None, tea: ListedProduct, di: StaffMember) -> dict[str, int]:
    """One material of each kind that an advice may name, by kind."""
    code = tea.product_code
    talk = dict.fromkeys(("zh", "en"), MaterialText(title="问候", opening="最近好吗", points=("不谈商品",)))
    return {
        "copy": add_platform_material(di, MaterialPurpose(kind=MaterialKind.COPY, product_code=code), both("好茶")),
        "value": add_platform_material(
            di, MaterialPurpose(kind=MaterialKind.VALUE, product_code=code), both("怎么存茶")
        ),
        "talk": add_platform_material(di, MaterialPurpose(kind=MaterialKind.TALK, stage=Stage.COOLING), talk),
    }


TWO_IGNORED = [(EventKind.SHARE_IGNORED, 3), (EventKind.SHARE_IGNORED, 2)]


@pytest.mark.parametrize(
    ("events", "instead", "kind"),
    [
        ([(EventKind.SHARE_OPENED, 2)], Alternative.PRODUCT, "copy"),
        ([(EventKind.SHARE_OPENED, 9), *TWO_IGNORED], Alternative.VALUE_CONTENT, "value"),
        ([(EventKind.SHARE_OPENED, 60), *TWO_IGNORED], Alternative.GREETING, "talk"),
    ],
)
def test_the_advice_names_the_very_material_to_send(
    ada: Keeper,
    bo: Somebody,
    library: dict[str, int],
    tea: ListedProduct,
    events: list[tuple[EventKind, int]],
    instead: Alternative,
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
