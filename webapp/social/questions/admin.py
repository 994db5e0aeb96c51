"""What consumers ask, which shop, and how soon it answered."""

from functools import partial

from webapp.social.questions import QuestionView, every_question
from webapp.web.admin.filters import Choice, Shopkeeper
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import named

PAGE = 50
WANTED = ("open", "answered")


def _answer(question: QuestionView) -> str:
    return question.answer.text if question.answer else ""


QUESTIONS = AdminList(
    endpoint="questions",
    path="/questions",
    permission="questions.view",
    words="questions",
    columns=(
        Column(key="text", label="questions.question", cell="own", is_heading=True),
        Column(key="state", label="orders.state", cell="own", plain=worded("question.state.", "state")),
        Column(key="answer", label="questions.answer", cell="own", plain=_answer),
        Column(key="seconds_to_answer", label="questions.took", cell="own", is_numeric=True),
        Column(key="name", label="questions.product", cell="own", plain=named),
        Column(key="shop_name", label="orders.keeper", cell="own"),
        Column(key="asked_at", label="questions.asked", cell="full"),
    ),
    filters=(
        Shopkeeper(name="shopkeeper", label="questions.of", argument="shop_code"),
        Choice(name="state", label="orders.state", argument="wanted", options=WANTED, words="question.state."),
    ),
    query=partial(every_question, limit=PAGE),
    cells="social/questions/admin/_question_cells.html",
)
register_list(QUESTIONS, group="serving", place=20)
