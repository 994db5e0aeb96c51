"""Questions about a product, asked at a shop and answered once, so that everybody who reads its page finds the answer.

Words are public texts: nobody but their author reads them before they are shown. Askers are never named to readers.
"""

from webapp.domain.social.questions.answering import Answering, answering
from webapp.domain.social.questions.kinds import MOST_OPEN, QuestionState
from webapp.domain.social.questions.queries import (
    AnswerView,
    QuestionView,
    Wanted,
    every_question,
    how_many_open,
    open_questions_of,
    question,
    questions_at,
    questions_of,
)
from webapp.domain.social.questions.reading import (
    AnsweredQuestion,
    EarlierAnswer,
    answered_questions,
    answers_to_reuse,
)
from webapp.domain.social.questions.service import (
    AlreadyAnswered,
    Answered,
    Asked,
    Given,
    Place,
    TooManyOpenQuestions,
    add_answer,
    add_question,
    ask_again,
    earlier_answer,
    hold_asker,
    open_before,
    put_back,
    question_for,
    set_aside,
    show_answers,
    show_question,
)

__all__ = [
    "MOST_OPEN",
    "AlreadyAnswered",
    "AnswerView",
    "Answered",
    "AnsweredQuestion",
    "Answering",
    "Asked",
    "EarlierAnswer",
    "Given",
    "Place",
    "QuestionState",
    "QuestionView",
    "TooManyOpenQuestions",
    "Wanted",
    "add_answer",
    "add_question",
    "answered_questions",
    "answering",
    "answers_to_reuse",
    "ask_again",
    "earlier_answer",
    "every_question",
    "hold_asker",
    "how_many_open",
    "open_before",
    "open_questions_of",
    "put_back",
    "question",
    "question_for",
    "questions_at",
    "questions_of",
    "set_aside",
    "show_answers",
    "show_question",
]
