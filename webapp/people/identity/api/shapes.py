"""How a shopkeeper looks in the API."""

from typing import Literal

from pydantic import Field

from webapp.people.identity import ShopkeeperCard
from webapp.web.api.shapes import ResponseModel, picture


class ShopkeeperCardResponse(ResponseModel):
    """A shopkeeper as everybody may see them."""

    code: str = Field(examples=["k7m2q9x4bd"])
    shop_name: str = Field(examples=["阿达的小店"])
    avatar: str = Field(description="Address of a picture, or empty.", examples=[""])
    introduction: str = Field(examples=["只分享自己在用的。"])
    status: Literal["active", "suspended"]


def shopkeeper_card(found: ShopkeeperCard) -> ShopkeeperCardResponse:
    return ShopkeeperCardResponse.model_validate(
        {
            "code": found.code,
            "shop_name": found.shop_name,
            "avatar": picture(found.avatar),
            "introduction": found.introduction,
            "status": found.status,
        }
    )
