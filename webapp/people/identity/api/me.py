"""What a person sees and says of themselves."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.people import identity
from webapp.people.identity import PersonView
from webapp.people.identity.api.shapes import ShopkeeperCardResponse, shopkeeper_card
from webapp.people.identity.flows.change_profile import change_profile
from webapp.web.api.guard import caller
from webapp.web.api.shapes import Language, RequestModel, ResponseModel

section = APIBlueprint("me", __name__)


class MeResponse(ResponseModel):
    """The person who is logged in."""

    id: str = Field(examples=["7"])
    nickname: str = Field(examples=["波"])
    avatar: str = Field(examples=[""])
    language: Language
    shopkeeper: ShopkeeperCardResponse | None = Field(description="Their shop, if they have one.")


class ProfileUpdateRequest(RequestModel):
    """Only what is sent changes."""

    language: Language | None = None
    nickname: str | None = Field(None, max_length=64)
    avatar: str | None = Field(None, max_length=255, pattern=r"^(https://\S+)?$", description="An https address.")


def me_of(person: PersonView) -> MeResponse:
    """A person with their shop."""
    shop = identity.shopkeeper_of(person.id)
    return MeResponse.model_validate(
        {
            "id": str(person.id),
            "nickname": person.nickname,
            "avatar": person.avatar,
            "language": person.language,
            "shopkeeper": shopkeeper_card(shop.card) if shop else None,
        }
    )


@section.get("/me")
@section.output(MeResponse)
def read_me() -> MeResponse:
    """Who I am

    The person behind this session, and their shop if they have one.
    """
    return me_of(identity.person(caller().person_id))


@section.patch("/me")
@section.input(ProfileUpdateRequest)
@section.output(MeResponse)
def change_me(json_data: ProfileUpdateRequest) -> MeResponse:
    """Change my profile

    Language, nickname or picture; what is not sent stays. Others see a nickname only masked.
    """
    return me_of(change_profile(caller().person_id, **json_data.model_dump()))
