"""How a shopkeeper looks in the API."""

from typing import Literal

from pydantic import Field

from webapp.people.identity import ShopkeeperCard
from webapp.web.api.shapes import Picture, ResponseModel


class ShopkeeperCardResponse(ResponseModel):
    """A shopkeeper as everybody may see them."""

    code: str = Field(examples=["k7m2q9x4bd"])
    shop_name: str = Field(examples=["阿达的小店"])
    avatar: Picture
    introduction: str = Field(examples=["只分享自己在用的。"])
    status: Literal["active", "suspended"]


def shopkeeper_card(found: ShopkeeperCard) -> ShopkeeperCardResponse:
    """A shopkeeper as everybody may see them."""
    return ShopkeeperCardResponse.model_validate(found)
