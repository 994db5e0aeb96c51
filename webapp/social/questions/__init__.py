"""What readers ask of goods, and answers that serve the next reader too."""

from webapp.social.questions.kinds import QuestionState
from webapp.social.questions.queries.answer_figures import AnswerFigures, answer_figures_of
from webapp.social.questions.queries.public_queries import (
    AnsweredQuestion,
    EarlierAnswer,
    answered_questions,
    answers_to_reuse,
)
from webapp.social.questions.queries.questions import (
    AnswerView,
    QuestionStateFilter,
    QuestionView,
    count_open,
    every_question,
    open_questions_of,
    question,
    questions_at,
    questions_of,
)
from webapp.social.questions.service.questions import (
    AnswerDraft,
    QuestionTarget,
    TooManyOpenQuestions,
    add_answer,
    add_question,
    earlier_answer,
    hide_question,
    lock_asker,
    open_duplicate,
    question_for,
    reopen_answered_with,
    unhide_question,
)
from webapp.social.questions.service.relationship_events import (
    record_answer_event,
    show_published_answer,
    show_published_question,
)

__all__ = [
    "AnswerDraft",
    "AnswerFigures",
    "AnswerView",
    "AnsweredQuestion",
    "EarlierAnswer",
    "QuestionState",
    "QuestionStateFilter",
    "QuestionTarget",
    "QuestionView",
    "TooManyOpenQuestions",
    "add_answer",
    "add_question",
    "answer_figures_of",
    "answered_questions",
    "answers_to_reuse",
    "count_open",
    "earlier_answer",
    "every_question",
    "hide_question",
    "lock_asker",
    "open_duplicate",
    "open_questions_of",
    "question",
    "question_for",
    "questions_at",
    "questions_of",
    "record_answer_event",
    "reopen_answered_with",
    "show_published_answer",
    "show_published_question",
    "unhide_question",
]
