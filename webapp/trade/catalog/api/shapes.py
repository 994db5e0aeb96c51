"""How brands, products and variants look in the API."""

from pydantic import Field

from webapp.trade.catalog import BrandView, ProductView, SkuView
from webapp.web.api.shapes import Fen, ResponseModel, localised, picture


class BrandResponse(ResponseModel):
    """A maker the platform trusts."""

    code: str = Field(examples=["hill-house"])
    name: str = Field(examples=["山居"])
    story: str = Field(examples=["山里的一家人，只做春天的茶。"])
    picture: str = Field(examples=["https://shop.example/static/demo/brand/hill-house.svg"])


class SkuResponse(ResponseModel):
    """One variant; `available` is what nobody else holds at this moment."""

    code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["小罐"])
    price_fen: Fen
    available: int = Field(examples=[12])
    most_per_order: int = Field(examples=[20])


class ProductResponse(ResponseModel):
    """A product in the reader's language."""

    code: str = Field(examples=["spring-tea"])
    name: str = Field(examples=["明前龙井"])
    summary: str = Field(examples=["清明前采，一芽一叶"])
    story: str
    pictures: list[str] = Field(examples=[["https://shop.example/static/demo/longjing-tea.svg"]])
    card_picture: str = Field(
        description="5:4, for share cards.", examples=["https://shop.example/static/demo/card/longjing-tea.png"]
    )
    brand: BrandResponse
    price_fen: Fen = Field(description="The lowest price among the variants.")
    sold_out: bool
    on_sale: bool
    commission_rate_bp: int | None = Field(
        description="What a shopkeeper earns, in basis points of the price; null for others."
    )
    skus: list[SkuResponse]


def brand(found: BrandView, language: str) -> BrandResponse:
    return BrandResponse(
        code=found.code,
        name=localised(found, "name", language),
        story=localised(found, "story", language),
        picture=picture(found.picture),
    )


def product(found: ProductView, language: str, *, for_shopkeeper: bool) -> ProductResponse:
    return ProductResponse(
        code=found.code,
        name=localised(found, "name", language),
        summary=localised(found, "summary", language),
        story=localised(found, "story", language),
        pictures=[picture(each) for each in found.pictures],
        card_picture=picture(found.card_picture),
        brand=brand(found.brand, language),
        price_fen=found.lowest_price_fen,
        sold_out=found.sold_out,
        on_sale=found.on_sale,
        commission_rate_bp=found.commission_rate_bp if for_shopkeeper else None,
        skus=[_sku(each, language) for each in found.skus],
    )


def _sku(found: SkuView, language: str) -> SkuResponse:
    return SkuResponse(
        code=found.code,
        name=localised(found, "name", language),
        price_fen=found.price_fen,
        available=max(found.available, 0),
        most_per_order=found.most_per_order,
    )
