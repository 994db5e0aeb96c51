"""A shop answers what it was asked, once: in words of its own, or with an earlier answer about the product."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity, moderation
from webapp.people.moderation import TextKind
from webapp.referral.shares import ShopkeeperSuspended
from webapp.social import questions
from webapp.social.questions import AnswerDraft, QuestionView


def answer_question(shopkeeper_id: int, question_id: int, words: str) -> QuestionView:
    """Answer in words of one's own, hidden until checked. Raises NotFound, AlreadyAnswered, WordsNeeded.

    An answer that was refused may be written anew.
    """
    with transaction():
        now = clock.now()
        author_id = _author(shopkeeper_id)
        question = questions.question_for(shopkeeper_id, question_id)
        text_id = moderation.submit_text(TextKind.ANSWER, author_id, words, now=now)
        questions.add_answer(question, AnswerDraft(text_id=text_id), now=now)
        return questions.question(question_id)


def reuse_answer(shopkeeper_id: int, question_id: int, answer_id: int) -> QuestionView:
    """Answer with the words of an earlier answer about the product, read at once: they were checked before.

    Raises NotFound, also for an answer about something else, and AlreadyAnswered.
    """
    with transaction():
        now = clock.now()
        _author(shopkeeper_id)
        question = questions.question_for(shopkeeper_id, question_id)
        given = questions.earlier_answer(answer_id, question.product_id)
        questions.record_answer_event(questions.add_answer(question, given, now=now), now=now)
        return questions.question(question_id)


def _author(shopkeeper_id: int) -> int:
    """Who speaks for the shop; raises ShopkeeperSuspended."""
    keeper = identity.shopkeeper(shopkeeper_id)
    if not keeper.active:
        raise ShopkeeperSuspended
    return keeper.person_id
