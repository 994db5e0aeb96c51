"""How able I have shown to be at serving people, and what that stands on."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel.words import say
from webapp.social import relationships, service_records
from webapp.social.relationships import Skill, SkillOutcome
from webapp.social.service_records import ServiceFigures
from webapp.social.service_records.words import signal_lines
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import ResponseModel

section = APIBlueprint("ability", __name__)


class SkillResponse(ResponseModel):
    """One side of serving people."""

    skill: Skill
    skill_text: str = Field(examples=["回答提问"])
    good: int = Field(description="How often it went well lately.", examples=[9])
    total: int = Field(description="Of how many.", examples=[10])
    value: float = Field(description="Between 0 and 1, drawn towards 0.5 while there is little of it.", examples=[0.79])
    advice: str = Field(description="What would make it better; empty when it is good.", examples=[""])


class AbilityResponse(ResponseModel):
    """The ability that softens what an ignored share costs; it never touches what a complaint costs."""

    ability: float = Field(description="Between 0 and 1; 0.5 until something is known.", examples=[0.68])
    share_cost_factor: float = Field(description="What an ignored share's cost is multiplied by.", examples=[0.82])
    skills: list[SkillResponse]
    signals: list[str] = Field(description="What consumers read about this shop.", examples=[["真实成交 128 单"]])


@section.get("/shopkeepers/me/ability")
@section.output(AbilityResponse)
@for_shopkeepers
def read_ability() -> AbilityResponse:
    """My ability

    What went well of what there was to do, as counted last night; what nothing is known of does not count.
    """
    shop_id, p = caller().shop_id, relationships.parameters()
    record = service_records.service_record_of(shop_id)
    able = relationships.ability_of(shop_id)
    return AbilityResponse(
        ability=able,
        share_cost_factor=relationships.softening(able, p),
        skills=[
            _skill(each)
            for each in service_records.skill_outcomes(record or ServiceFigures(shopkeeper_id=shop_id))
            if each.total
        ],
        signals=signal_lines(service_records.signals(record), language()),
    )


def _skill(practice: SkillOutcome) -> SkillResponse:
    value = relationships.skill_value(practice, relationships.parameters())
    return SkillResponse(
        skill=practice.skill,
        skill_text=say(f"skill.{practice.skill}", language()),
        good=practice.good,
        total=practice.total,
        value=value,
        advice="" if practice.good == practice.total else say(f"skill.advice.{practice.skill}", language()),
    )
