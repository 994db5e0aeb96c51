"""A question is not for the page: its answer goes to who asked, and to nobody else."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import questions


def hide_question(shopkeeper_id: int, question_id: int) -> None:
    """Keep a question and its answer off every page; repeating changes nothing. Raises NotFound."""
    with transaction():
        questions.hide_question(questions.question_for(shopkeeper_id, question_id).id, now=clock.now())


def unhide_question(shopkeeper_id: int, question_id: int) -> None:
    """Let everybody read it again; repeating changes nothing. Raises NotFound."""
    with transaction():
        questions.unhide_question(questions.question_for(shopkeeper_id, question_id).id)
