"""How people look in the API: a shopkeeper to everybody, anybody to a shopkeeper."""

from typing import Literal

from pydantic import Field

from webapp.people.identity import ShopkeeperCard, alias_of_person
from webapp.web.api.shapes import Picture, ResponseModel


class ShopkeeperCardResponse(ResponseModel):
    """A shopkeeper as everybody may see them."""

    code: str = Field(examples=["k7m2q9x4bd"])
    shop_name: str = Field(examples=["阿达的小店"])
    avatar: Picture
    introduction: str = Field(examples=["只分享自己在用的。"])
    status: Literal["active", "suspended"]


class PersonResponse(ResponseModel):
    """A person as one shop sees them, by whatever they did there."""

    alias: str = Field(
        description="Six letters for one person, the same wherever this shop meets them; another shop sees others.",
        examples=["K3QX7A"],
    )
    name: str | None = Field(
        description="Their nickname, masked; null when they have none, and where nobody is named.", examples=["王**"]
    )


def shopkeeper_card(found: ShopkeeperCard) -> ShopkeeperCardResponse:
    """A shopkeeper as everybody may see them."""
    return ShopkeeperCardResponse.model_validate(found)


def person_at_shop(shopkeeper_id: int, person_id: int, nickname: str) -> PersonResponse:
    """Somebody we know as this shop sees them; the nickname comes masked, or empty."""
    return PersonResponse(alias=alias_of_person(shopkeeper_id, person_id), name=nickname or None)


def visitor_at_shop(alias: str) -> PersonResponse:
    """Whoever looked, as this shop sees them: without a name, because nobody agreed to be shown."""
    return PersonResponse(alias=alias, name=None)
