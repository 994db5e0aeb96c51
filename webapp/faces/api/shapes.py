"""The shapes several parts of the API share: what a card, a product, a page of a list and a problem look like."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from webapp.domain.catalog import BrandView, ProductView, SkuView
from webapp.domain.identity import ShopkeeperCard
from webapp.kernel import paging
from webapp.kernel.settings import settings

Fen = Annotated[int, Field(description="Whole fen, 1/100 yuan.", examples=[9900])]
Token = Annotated[
    str,
    Field(
        description="32 URL-safe characters; opens a page, a mini-program path or a printed code alike.",
        examples=["AAb3k0p2Vd5mX8s1Qh7YtL4nRz6wJcEf"],
        min_length=1,
        max_length=64,
    ),
]
Moment = Annotated[datetime, Field(description="RFC 3339, UTC.", examples=["2026-06-01T04:00:00Z"])]
Language = Literal["zh", "en"]


class Wish(BaseModel):
    """What a client sends: a field nobody knows is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Answer(BaseModel):
    """What the API says."""

    model_config = ConfigDict(extra="forbid")


class Paging(Wish):
    """Where to go on in a list."""

    cursor: str | None = Field(None, description="`next_cursor` of the page before.", max_length=400)
    limit: int = Field(20, ge=1, le=paging.MAX_LIMIT, description="How many at most.")


class FieldProblem(Answer):
    """One thing that is wrong with a request."""

    location: str = Field(description="json, query or headers.")
    field: str = Field(description="The field, with dots into nested ones.", examples=["address.phone"])
    message: str


class Problem(BaseModel):
    """RFC 9457: what went wrong. `code` is stable; `detail` is written for people, in their language."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    code: str = Field(examples=["share_expired"])
    detail: str = Field(examples=["这条分享已过期，请向店主要一个新的。"])
    request_id: str | None = Field(None, description="Quote it when you ask us what happened.")
    errors: list[FieldProblem] | None = Field(None, description="With `validation_error`: what is wrong where.")


class CardOut(Answer):
    """A shopkeeper as everybody may see them."""

    code: str = Field(examples=["k7m2q9x4bd"])
    shop_name: str = Field(examples=["阿达的小店"])
    avatar: str = Field(description="Address of a picture, or empty.", examples=[""])
    introduction: str = Field(examples=["只分享自己在用的。"])
    status: Literal["active", "suspended"]


class BrandOut(Answer):
    """A maker the platform trusts."""

    code: str = Field(examples=["hill-house"])
    name: str = Field(examples=["山居"])
    story: str = Field(examples=["山里的一家人，只做春天的茶。"])
    picture: str = Field(examples=["https://shop.example/static/demo/brand/hill-house.svg"])


class SkuOut(Answer):
    """One variant; `available` is what nobody else holds at this moment."""

    code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["小罐"])
    price_fen: Fen
    available: int = Field(examples=[12])
    most_per_order: int = Field(examples=[20])


class ProductOut(Answer):
    """A product in the reader's language."""

    code: str = Field(examples=["spring-tea"])
    name: str = Field(examples=["明前龙井"])
    summary: str = Field(examples=["清明前采，一芽一叶"])
    story: str
    pictures: list[str] = Field(examples=[["https://shop.example/static/demo/longjing-tea.svg"]])
    card_picture: str = Field(
        description="5:4, for share cards.", examples=["https://shop.example/static/demo/card/longjing-tea.png"]
    )
    brand: BrandOut
    price_fen: Fen = Field(description="The lowest price among the variants.")
    sold_out: bool
    on_sale: bool
    commission_rate_bp: int | None = Field(
        description="What a shopkeeper earns, in basis points of the price; null for others."
    )
    skus: list[SkuOut]


def picture(path: str) -> str:
    """The full address of a picture, for a client that lives at another origin."""
    if not path or path.startswith(("http://", "https://")):
        return path
    return f"{settings().shop_origin}/static/{path.removeprefix('/').removeprefix('static/')}"


def pick(value: object, name: str, language: str) -> str:
    """A value's words in a language."""
    return str(getattr(value, f"{name}_{'en' if language == 'en' else 'zh'}"))


def card(found: ShopkeeperCard) -> CardOut:
    return CardOut.model_validate(
        {
            "code": found.code,
            "shop_name": found.shop_name,
            "avatar": picture(found.avatar),
            "introduction": found.introduction,
            "status": found.status,
        }
    )


def brand(found: BrandView, language: str) -> BrandOut:
    return BrandOut(
        code=found.code,
        name=pick(found, "name", language),
        story=pick(found, "story", language),
        picture=picture(found.picture),
    )


def product(found: ProductView, language: str, *, for_shopkeeper: bool) -> ProductOut:
    return ProductOut(
        code=found.code,
        name=pick(found, "name", language),
        summary=pick(found, "summary", language),
        story=pick(found, "story", language),
        pictures=[picture(each) for each in found.pictures],
        card_picture=picture(found.card_picture),
        brand=brand(found.brand, language),
        price_fen=found.lowest_price_fen,
        sold_out=found.sold_out,
        on_sale=found.on_sale,
        commission_rate_bp=found.commission_rate_bp if for_shopkeeper else None,
        skus=[_sku(each, language) for each in found.skus],
    )


def _sku(found: SkuView, language: str) -> SkuOut:
    return SkuOut(
        code=found.code,
        name=pick(found, "name", language),
        price_fen=found.price_fen,
        available=max(found.available, 0),
        most_per_order=found.most_per_order,
    )
