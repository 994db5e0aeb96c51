"""What somebody has said in public, and what became of it."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel.words import say
from webapp.people import moderation
from webapp.people.moderation import PublicTextView, TextKind, TextState
from webapp.people.moderation.words import refusal_reason
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, ResponseModel

section = APIBlueprint("texts", __name__)


class TextResponse(ResponseModel):
    """Words of one's own. Others read them once `state` is `shown`."""

    id: str
    kind: TextKind
    kind_words: str = Field(examples=["评价"])
    words: str
    state: TextState
    state_words: str = Field(examples=["检查中"])
    reason: str = Field(description="Why they were refused, for the author; else empty.", examples=[""])
    created_at: Moment
    judged_at: Moment | None


class TextsResponse(ResponseModel):
    """Some texts."""

    items: list[TextResponse]
    next_cursor: str | None


@section.get("/me/texts")
@section.input(PageQuery, location="query")
@section.output(TextsResponse)
def list_texts(query_data: PageQuery) -> TextsResponse:
    """What I have published

    Newest first, each with what became of it: being checked, before a colleague, public, or refused with the reason.
    """
    found = moderation.texts_by(caller().person_id, cursor=query_data.cursor, limit=query_data.limit)
    return TextsResponse(items=[text_out(each) for each in found.items], next_cursor=found.next_cursor)


def text_out(text: PublicTextView) -> TextResponse:
    """One's own words in one's own language."""
    return TextResponse(
        id=str(text.id),
        kind=text.kind,
        kind_words=say(f"text.kind.{text.kind}", language()),
        words=text.words,
        state=text.state,
        state_words=say(f"text.state.{text.state}", language()),
        reason=refusal_reason(text, language()),
        created_at=text.created_at,
        judged_at=text.judged_at,
    )
