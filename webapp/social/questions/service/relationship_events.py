"""What questions and answers say about how who asked and the shop stand to each other."""

from datetime import datetime

from webapp.people.moderation import TextKind, TextPublished
from webapp.social import relationships
from webapp.social.questions.service.questions import AnswerRef, show_answers, show_question
from webapp.social.relationships import EventKind, EventReport


def show_published_question(published: TextPublished) -> None:
    """A question's words became public: the shop sees it, and the two know each other better."""
    if published.kind is not TextKind.QUESTION:
        return
    now = published.published_at
    asked = show_question(published.text_id, now=now)
    if asked is not None:
        _tell(EventKind.ASKED, asked.shopkeeper_id, asked.asker_id, f"question:{asked.id}", now)


def show_published_answer(published: TextPublished) -> None:
    """An answer's words became public: who asked can read it. By person, so that pairs are locked in one order."""
    if published.kind is not TextKind.ANSWER:
        return
    for each in show_answers(published.text_id, now=published.published_at):
        record_answer_event(each, now=published.published_at)


def record_answer_event(answered: AnswerRef, *, now: datetime) -> None:
    """Who asked has been answered; told inside the open transaction."""
    _tell(EventKind.ANSWERED, answered.shopkeeper_id, answered.asker_id, f"answer:{answered.id}", now)


def _tell(kind: EventKind, shopkeeper_id: int, person_id: int, source: str, now: datetime) -> None:
    telling = EventReport(shopkeeper_id=shopkeeper_id, person_id=person_id, kind=kind, source=source, at=now)
    relationships.record_event(telling, now=now)
