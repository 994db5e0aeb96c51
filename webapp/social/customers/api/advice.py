"""Before sharing: whom it would tire, who would welcome it, and what to send instead."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.social import customers
from webapp.social.materials.api.shapes import MaterialResponse, material
from webapp.social.relationships import AudienceMember
from webapp.social.relationships.words.sentences import advice_reason_text, alternative_text
from webapp.trade import catalog
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import RequestModel, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("advice", __name__)


class AdviceRequest(RequestModel):
    """Whom a share is meant for."""

    audience: list[str] = Field(min_length=1, max_length=200, description="Ids of customers.", examples=[["42"]])
    product_code: str | None = Field(None, max_length=40, description="What would be shared; the material fits it.")


class AudienceMemberResponse(PersonResponse):
    """One person of an audience."""

    id: str
    reason: str = Field(description="A stable code.", examples=["ignored_lately"])
    reason_text: str = Field(examples=["最近 2 次都没有打开"])
    trust: float
    trust_if_ignored: float = Field(description="The trust left when this share stays unopened, too.")


class AdviceResponse(ResponseModel):
    """What a share would do; `held_back` get no push."""

    welcomes: list[AudienceMemberResponse]
    unsure: list[AudienceMemberResponse] = Field(description="Too little is known of them; one share does no harm.")
    tires: list[AudienceMemberResponse]
    held_back: list[AudienceMemberResponse]
    alternative: str = Field(examples=["先发一条有用的，不带商品链接。"])
    material: MaterialResponse | None = Field(
        description="The very thing to send, if the library has something that fits."
    )


@section.post("/shares/advice")
@section.input(AdviceRequest)
@section.output(AdviceResponse)
@for_shopkeepers
def advise(json_data: AdviceRequest) -> AdviceResponse:
    """What a share would do

    Whom it would tire, who would welcome it, who gets no push, and what else to send. People who are no customers of
    mine are left out. Nothing is recorded.
    """
    shop_id, code = caller().shop_id, json_data.product_code
    found, fitting = customers.advise(
        shop_id,
        [parse_id(each) for each in json_data.audience],
        product_id=catalog.product(code).id if code else None,
        now=clock.now(),
    )
    return AdviceResponse(
        welcomes=[_about(each) for each in found.welcomes],
        unsure=[_about(each) for each in found.unsure],
        tires=[_about(each) for each in found.tires],
        held_back=[_about(each) for each in found.held_back],
        alternative=alternative_text(found.alternative, language()),
        material=material(fitting, shop_id, language()) if fitting else None,
    )


def _about(about: AudienceMember) -> AudienceMemberResponse:
    pair = about.pair
    return AudienceMemberResponse(
        **person_at_shop(pair.shopkeeper_id, pair.person_id, pair.nickname).model_dump(),
        id=str(pair.person_id),
        reason=about.reason,
        reason_text=advice_reason_text(about, language()),
        trust=pair.mean,
        trust_if_ignored=about.mean_if_ignored,
    )
