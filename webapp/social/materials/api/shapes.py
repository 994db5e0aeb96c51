"""What a material looks like to a shopkeeper."""

from typing import Literal

from pydantic import Field

from webapp.kernel.words import say
from webapp.social.materials import MaterialKind, MaterialPerformance, MaterialState, MaterialView
from webapp.social.relationships import Stage
from webapp.web.api.shapes import Moment, ResponseModel, localised, picture


class MaterialPerformanceResponse(ResponseModel):
    """What the shares made with one version led to within 90 days, over all shopkeepers; their own looks left out."""

    shares: int
    openings: int = Field(description="One person within half an hour counted once.")
    visitors: int
    buyers: int = Field(description="Who paid and kept it.")
    trust: float = Field(description="Evidence of trust it brought, less what it cost.", examples=[1.3])
    score: float = Field(
        description="The lower bound of Wilson's 95 % interval: of who looked, who bought; for something of use, of "
        "the shares, those that were opened. Fit to compare a few with many.",
        examples=[0.2065],
    )


class MaterialResponse(ResponseModel):
    """Something to send or to say; `plain` is all of it as one would copy it."""

    id: str = Field(examples=["12"])
    version: int = Field(examples=[2])
    kind: MaterialKind
    kind_words: str = Field(examples=["文案"])
    title: str = Field(examples=["第一次喝龙井的人"])
    plain: str = Field(examples=["水温 80 度，先闻再喝。"])
    text: str
    opening: str = Field(description="Of a talk.")
    points: list[str] = Field(description="Of a talk.")
    doubt: str = Field(description="Of a talk: what somebody may hold against it.")
    answer: str = Field(description="Of a talk: what to say to that.")
    pictures: list[str] = Field(description="Addresses, in the order to send them.")
    product_code: str | None = Field(description="Null: for any product.", examples=["spring-tea"])
    product_name: str | None
    stage: Stage | None = Field(description="Null: for any stage.")
    stage_words: str | None
    by: Literal["platform", "me", "shopkeeper"]
    shop_name: str | None = Field(description="Whose it is, when a shopkeeper's.")
    state: MaterialState
    state_words: str
    reason: str = Field(description="Why it was refused.")
    at: Moment
    worked: MaterialPerformanceResponse


def material(found: MaterialView, shop_id: int, language: str) -> MaterialResponse:
    """A material in the reader's language."""
    words = found.in_language(language)
    return MaterialResponse(
        id=str(found.id),
        version=found.number,
        kind=found.kind,
        kind_words=say(f"material.kind.{found.kind}", language),
        title=words.title,
        plain=words.plain,
        text=words.text,
        opening=words.opening,
        points=list(words.points),
        doubt=words.doubt,
        answer=words.answer,
        pictures=[picture(each) for each in found.pictures],
        product_code=found.product_code,
        product_name=localised(found, "product", language) if found.product_code else None,
        stage=found.stage,
        stage_words=say(f"relationship.stage.{found.stage}", language) if found.stage else None,
        by="platform" if found.shopkeeper_id is None else "me" if found.shopkeeper_id == shop_id else "shopkeeper",
        shop_name=found.shop_name,
        state=found.state,
        state_words=say(f"material.state.{found.state}", language),
        reason=found.reason,
        at=found.created_at,
        worked=_worked(found.worked, found.score),
    )


def _worked(found: MaterialPerformance, score: float) -> MaterialPerformanceResponse:
    return MaterialPerformanceResponse(
        shares=found.shares,
        openings=found.touches,
        visitors=found.visitors,
        buyers=found.buyers,
        trust=round(found.trust, 3),
        score=round(score, 4),
    )
