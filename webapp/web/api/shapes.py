"""The shapes several parts of the API share: what a card, a product, a page of a list and a problem look like."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

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
# Clients of JavaScript round large numbers.
Id = Annotated[str, BeforeValidator(str)]
Moment = Annotated[datetime, Field(description="RFC 3339, UTC.", examples=["2026-06-01T04:00:00Z"])]
Language = Literal["zh", "en"]


class RequestModel(BaseModel):
    """What a client sends: a field nobody knows is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ResponseModel(BaseModel):
    """What the API says, read from a value with these names."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class PageQuery(RequestModel):
    """Where to go on in a list."""

    cursor: str | None = Field(None, description="`next_cursor` of the page before.", max_length=400)
    limit: int = Field(20, ge=1, le=paging.MAX_LIMIT, description="How many at most.")


class FieldProblem(ResponseModel):
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


def picture(path: str) -> str:
    """The full address of a picture, for a client that lives at another origin."""
    if not path or path.startswith(("http://", "https://")):
        return path
    return f"{settings().shop_origin}/static/{path.removeprefix('/').removeprefix('static/')}"


Picture = Annotated[str, AfterValidator(picture), Field(description="Address of a picture, or empty.", examples=[""])]


def localised(value: object, name: str, language: str) -> str:
    """A value's words in a language."""
    return str(getattr(value, f"{name}_{'en' if language == 'en' else 'zh'}"))
