"""What questions and answers look like: to who asked, to the shop, and to every reader."""

from typing import Literal

from pydantic import Field

from webapp.kernel.words import say
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.people.moderation import TextKind, TextState
from webapp.social.questions import AnsweredQuestion, AnswerView, QuestionState, QuestionView
from webapp.web.api.shapes import Id, Moment, PageQuery, RequestModel, ResponseModel, Token, localised, picture


class QuestionRequest(RequestModel):
    """A question, and what it is about: the share one opened, or a product at a shop."""

    text: str = Field(min_length=1, max_length=TextKind.QUESTION.most, examples=["开封后怎么保存？"])
    token: Token | None = None
    product_code: str | None = Field(None, max_length=60, examples=["spring-tea"])
    shopkeeper_code: str | None = Field(None, max_length=40, examples=["k7m2q9x4bd"])


class AnswerRequest(RequestModel):
    """An answer in words, or an earlier one given again."""

    text: str | None = Field(None, min_length=1, max_length=TextKind.ANSWER.most, examples=["密封，放冰箱冷藏。"])
    reuse_answer_id: str | None = Field(None, max_length=20, examples=["7"])


class QuestionsQuery(PageQuery):
    """Which questions."""

    role: Literal["asker", "shopkeeper"] = Field(
        "asker", description="`shopkeeper`: what my shop was asked, askers masked."
    )
    state: Literal["open", "answered"] | None = Field(None, description="Only what waits, or only what is answered.")


class AnsweredQuestionsQuery(PageQuery):
    """From whose page."""

    shopkeeper_code: str | None = Field(None, max_length=40, description="Whose answers come first.")


class QuestionProductResponse(ResponseModel):
    """What a question is about."""

    code: str = Field(examples=["spring-tea"])
    name: str = Field(examples=["明前龙井"])
    picture: str = Field(examples=["https://shop.example/static/demo/longjing-tea.svg"])


class QuestionShopResponse(ResponseModel):
    """The shop that is asked."""

    code: str = Field(examples=["k7m2q9x4bd"])
    shop_name: str = Field(examples=["阿达的小店"])


class AnswerResponse(ResponseModel):
    """What the shop answered. Who asked only sees it once it is `shown`."""

    id: str = Field(examples=["7"])
    text: str = Field(examples=["密封，放冰箱冷藏。"])
    state: TextState
    state_text: str = Field(examples=["已回答"])
    reason: str = Field(description="Why it was refused, from a colleague; or empty.")
    answered_at: Moment
    quoted_from: str = Field(description="The other shop these words were taken from, or empty.")


class QuestionResponse(ResponseModel):
    """A question I asked, or my shop was asked."""

    id: str = Field(examples=["42"])
    product: QuestionProductResponse
    shopkeeper: QuestionShopResponse
    asker: PersonResponse | None = Field(description="Who asked, for the shop; null for who asked.")
    text: str = Field(examples=["开封后怎么保存？"])
    state: QuestionState = Field(description="`open`: the shop has not answered, or its answer is not public yet.")
    state_text: str = Field(examples=["等店主回答"])
    reason: str = Field(description="Why the question was refused, from a colleague; or empty.")
    asked_at: Moment
    hidden: bool = Field(description="Answered to who asked alone; on no page.")
    needs_answer: bool = Field(
        description="The shop has something to do: to answer, or to write a refused answer anew."
    )
    answer: AnswerResponse | None


class QuestionsResponse(ResponseModel):
    """Some questions."""

    items: list[QuestionResponse]
    next_cursor: str | None


class EarlierAnswerResponse(ResponseModel):
    """An answer that can be given again."""

    id: Id = Field(examples=["7"])
    question: str = Field(examples=["怎么保存？"])
    text: str = Field(examples=["密封，放冰箱冷藏。"])
    shop_name: str = Field(examples=["阿达的小店"])
    own: bool
    answered_at: Moment


class EarlierAnswersResponse(ResponseModel):
    """Earlier answers, at most twenty."""

    items: list[EarlierAnswerResponse]


class AnsweredQuestionResponse(ResponseModel):
    """A question somebody asked, and what a shop answered."""

    id: str
    text: str = Field(examples=["开封后怎么保存？"])
    asked_at: Moment
    answer: str = Field(examples=["密封，放冰箱冷藏。"])
    answered_at: Moment
    shopkeeper: QuestionShopResponse
    quoted_from: str = Field(description="The other shop these words were taken from, or empty.")
    own: bool = Field(description="Answered by the shop whose page this is.")


class AnsweredQuestionsResponse(ResponseModel):
    """Some answered questions about a product."""

    items: list[AnsweredQuestionResponse]
    next_cursor: str | None


def question_out(found: QuestionView, language: str, *, for_keeper: bool) -> QuestionResponse:
    """A question as one side sees it."""
    answer = found.answer if found.answer and (for_keeper or found.answer.is_shown) else None
    return QuestionResponse(
        id=str(found.id),
        product=QuestionProductResponse(
            code=found.product_code, name=localised(found, "name", language), picture=picture(found.picture)
        ),
        shopkeeper=QuestionShopResponse(code=found.shop_code, shop_name=found.shop_name),
        asker=person_at_shop(found.shopkeeper_id, found.asker_id, found.asker) if for_keeper else None,
        text=found.text,
        state=found.state,
        state_text=say(f"question.state.{found.state}", language),
        reason=found.reason,
        asked_at=found.asked_at,
        hidden=found.hidden,
        needs_answer=found.needs_answer,
        answer=_answer(answer, language) if answer else None,
    )


def read_out(found: AnsweredQuestion) -> AnsweredQuestionResponse:
    """A question and its answer as every reader sees them."""
    return AnsweredQuestionResponse(
        id=str(found.id),
        text=found.text,
        asked_at=found.asked_at,
        answer=found.answer,
        answered_at=found.answered_at,
        shopkeeper=QuestionShopResponse(code=found.shop_code, shop_name=found.shop_name),
        quoted_from=found.quoted_from,
        own=found.own,
    )


def _answer(found: AnswerView, language: str) -> AnswerResponse:
    return AnswerResponse(
        id=str(found.id),
        text=found.text,
        state=found.state,
        state_text=say(f"answer.state.{found.state}", language),
        reason=found.reason,
        answered_at=found.answered_at,
        quoted_from=found.quoted_from,
    )
