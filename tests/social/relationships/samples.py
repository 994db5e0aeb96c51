"""Plain values to which a test changes what it is about."""

from dataclasses import replace
from datetime import timedelta

from tests.databases import NOON
from webapp.social.materials import MaterialKind, MaterialState, MaterialText, MaterialView
from webapp.social.relationships import Pair, Stage

BO = Pair(
    shopkeeper_id=1,
    person_id=2,
    shop_name="静水小铺",
    shop_code="shopada",
    nickname="B**",
    outreach=True,
    stage=Stage.FAMILIAR,
    since=NOON,
    r=1.0,
    s=0.0,
    mean=0.66,
    interval=(0.2, 0.95),
    blocked=False,
    muted=False,
    is_new=True,
    events=3,
    last_act_at=NOON - timedelta(days=3),
)


def material(number: int, **changed: object) -> MaterialView:
    """A material for anything that nobody has used."""
    plain = MaterialView(
        id=number,
        number=1,
        current_version=1,
        shown_version=1,
        kind=MaterialKind.COPY,
        product_id=None,
        product_code=None,
        product_zh=None,
        product_en=None,
        stage=None,
        shopkeeper_id=None,
        shop_name=None,
        texts={"zh": MaterialText(title="x", text="x")},
        pictures=[],
        state=MaterialState.SHOWN,
        reason="",
        written_by="",
        created_at=NOON,
        withdrawn_at=None,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]
