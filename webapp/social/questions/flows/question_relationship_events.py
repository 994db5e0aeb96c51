"""What questions and answers say about how who asked and the shop stand to each other."""

from datetime import datetime

from webapp.people.moderation import PublicTextView
from webapp.social import questions, relationships
from webapp.social.questions import AnswerRef
from webapp.social.relationships import EventKind, EventReport


def record_question_shown(text: PublicTextView, now: datetime) -> None:
    """A question's words became public: the shop sees it, and the two know each other better."""
    asked = questions.show_question(text.id, now=now)
    if asked is not None:
        _tell(EventKind.ASKED, asked.shopkeeper_id, asked.asker_id, f"question:{asked.id}", now)


def record_answers_shown(text: PublicTextView, now: datetime) -> None:
    """An answer's words became public: who asked can read it. By person, so that pairs are locked in one order."""
    for each in questions.show_answers(text.id, now=now):
        record_answer_event(each, now=now)


def record_answer_event(answered: AnswerRef, *, now: datetime) -> None:
    """Who asked has been answered; told inside the open transaction."""
    _tell(EventKind.ANSWERED, answered.shopkeeper_id, answered.asker_id, f"answer:{answered.id}", now)


def _tell(kind: EventKind, shopkeeper_id: int, person_id: int, source: str, now: datetime) -> None:
    telling = EventReport(shopkeeper_id=shopkeeper_id, person_id=person_id, kind=kind, source=source, at=now)
    relationships.record_event(telling, now=now)
