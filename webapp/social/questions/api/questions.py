"""Questions about a product: asked by consumers, answered once by the shop, read by everybody."""

from typing import Literal

from apiflask import APIBlueprint

from webapp.journeys.ask_about_share import ask_about_share
from webapp.kernel import paging
from webapp.kernel.errors import Invalid
from webapp.people import identity
from webapp.social import questions
from webapp.social.questions import QuestionStateFilter, QuestionView
from webapp.social.questions.api.shapes import (
    AnsweredQuestionResponse,
    AnsweredQuestionsQuery,
    AnsweredQuestionsResponse,
    AnswerRequest,
    EarlierAnswerResponse,
    EarlierAnswersResponse,
    QuestionRequest,
    QuestionResponse,
    QuestionsQuery,
    QuestionsResponse,
    question_out,
    read_out,
)
from webapp.social.questions.flows import answer_question, ask_question, hide_question
from webapp.trade import catalog
from webapp.web.api.guard import caller, for_shopkeepers, forgeries_counted
from webapp.web.api.language import language
from webapp.web.ids import parse_id

section = APIBlueprint("questions", __name__)
Role = Literal["asker", "shopkeeper"]


class QuestionTargetNeeded(Invalid):
    """Say what is asked about: the token of a share, or a product's and a shopkeeper's code."""


class AmbiguousAnswer(Invalid):
    """Answer with words, or with an earlier answer; not with both and not with neither."""


@section.post("/questions")
@section.input(QuestionRequest)
@section.output(QuestionResponse, status_code=201)
def ask(json_data: QuestionRequest) -> QuestionResponse:
    """Ask

    The words are checked first; then the shop sees them, with a masked name, and everybody once they are answered,
    without one. Five may wait at one shop. The same question sent again is the same question.
    """
    me = caller().person_id
    if json_data.token is not None:
        with forgeries_counted():
            made = ask_about_share(me, json_data.token, json_data.text)
    elif json_data.product_code is not None and json_data.shopkeeper_code is not None:
        made = ask_question.ask_shop(me, json_data.product_code, json_data.shopkeeper_code, json_data.text)
    else:
        raise QuestionTargetNeeded
    return _out(questions.question(made), "asker")


@section.get("/questions")
@section.input(QuestionsQuery, location="query")
@section.output(QuestionsResponse)
@for_shopkeepers
def list_questions(query_data: QuestionsQuery) -> QuestionsResponse:
    """My questions

    What I asked, newest first; or, with `role=shopkeeper`, what my shop was asked, those that wait (`state=open`)
    with the oldest first.
    """
    if query_data.role == "shopkeeper":
        found = _at_my_shop(query_data.state, query_data.cursor, query_data.limit)
    else:
        found = questions.questions_of(
            caller().person_id, wanted=query_data.state, cursor=query_data.cursor, limit=query_data.limit
        )
    return QuestionsResponse(items=[_out(each, query_data.role) for each in found.items], next_cursor=found.next_cursor)


@section.post("/questions/<question_id>/answer")
@section.input(AnswerRequest)
@section.output(QuestionResponse, status_code=201)
@for_shopkeepers
def answer_one(question_id: str, json_data: AnswerRequest) -> QuestionResponse:
    """Answer a question my shop was asked

    Once: with `words`, which are checked, or with `reuse_answer_id`, an earlier answer, which is read at once. What was
    refused may be written anew.
    """
    shop_id, wanted = caller().shop_id, parse_id(question_id)
    if (json_data.text is None) == (json_data.reuse_answer_id is None):
        raise AmbiguousAnswer
    if json_data.text is not None:
        return _out(answer_question.answer_question(shop_id, wanted, json_data.text), "shopkeeper")
    return _out(answer_question.reuse_answer(shop_id, wanted, parse_id(json_data.reuse_answer_id or "")), "shopkeeper")


@section.get("/questions/<question_id>/answers-to-reuse")
@section.output(EarlierAnswersResponse)
@for_shopkeepers
def list_answers_to_reuse(question_id: str) -> EarlierAnswersResponse:
    """Earlier answers about the same product

    My own first, then those of other shops; each can be given again with `reuse_answer_id`.
    """
    asked = questions.question_for(caller().shop_id, parse_id(question_id))
    found = questions.answers_to_reuse(asked.product_id, shopkeeper_id=asked.shopkeeper_id)
    return EarlierAnswersResponse(items=[EarlierAnswerResponse.model_validate(each) for each in found])


@section.put("/questions/<question_id>/hidden")
@section.output({}, status_code=204, description="Its answer goes to who asked, and to nobody else.")
@for_shopkeepers
def hide(question_id: str) -> str:
    """Not for the page

    Keeps the question and its answer off every page. Repeating changes nothing.
    """
    hide_question.hide_question(caller().shop_id, parse_id(question_id))
    return ""


@section.delete("/questions/<question_id>/hidden")
@section.output({}, status_code=204, description="Everybody may read it again.")
@for_shopkeepers
def unhide(question_id: str) -> str:
    """For the page after all

    Repeating changes nothing.
    """
    hide_question.unhide_question(caller().shop_id, parse_id(question_id))
    return ""


@section.get("/products/<code>/questions")
@section.input(AnsweredQuestionsQuery, location="query")
@section.output(AnsweredQuestionsResponse)
def list_answered_questions(code: str, query_data: AnsweredQuestionsQuery) -> AnsweredQuestionsResponse:
    """What was asked and answered about a product

    Without who asked. With `shopkeeper_code`, that shop's answers come first; newest first within each.
    """
    product = catalog.product(code)
    shop = query_data.shopkeeper_code
    found = questions.answered_questions(
        product.id,
        shopkeeper_id=identity.shopkeeper_by_code(shop).id if shop else None,
        cursor=query_data.cursor,
        limit=query_data.limit,
    )
    items: list[AnsweredQuestionResponse] = [read_out(each) for each in found.items]
    return AnsweredQuestionsResponse(items=items, next_cursor=found.next_cursor)


def _at_my_shop(wanted: QuestionStateFilter | None, cursor: str | None, limit: int) -> paging.Page[QuestionView]:
    if wanted != "open":
        return questions.questions_at(caller().shop_id, wanted=wanted, cursor=cursor, limit=limit)
    key = paging.decode(cursor, int)
    after = int(key[0]) if key else None
    found = questions.open_questions_of(caller().shop_id, after=after, limit=limit + 1)
    return paging.page(found, limit, lambda each: (each.id,))


def _out(found: QuestionView, role: Role) -> QuestionResponse:
    return question_out(found, language(), for_keeper=role == "shopkeeper")
