"""Questions as asker, shop and staff list them, in each state."""

from functools import partial
from typing import get_args

from webapp.kernel.paging import encode
from webapp.social.questions.queries.questions import (
    QuestionStateFilter,
    every_question,
    questions_at,
    questions_of,
)

STATES = (None, *get_args(QuestionStateFilter))

CALLS = [
    *(partial(questions_of, 1, wanted=state, limit=2) for state in STATES),
    *(partial(questions_at, 1, wanted=state, cursor=encode(7), limit=2) for state in STATES),
    partial(every_question, limit=2),
    partial(every_question, shop_code="ada", limit=2),
]
