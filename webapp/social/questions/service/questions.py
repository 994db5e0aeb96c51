"""Questions come in and are answered once; what became public is marked, and what is not for the page is set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row, rows
from webapp.kernel.errors import Conflict, NotFound, Refused
from webapp.people.moderation import TextState
from webapp.social.questions.kinds import ACTIVE_SHOP, MAX_OPEN_QUESTIONS


class TooManyOpenQuestions(Refused):
    """Five questions of yours wait for an answer at this shop; please wait for one of them."""


class AlreadyAnswered(Conflict):
    """This question has been answered already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionTarget:
    """What is asked about, at which shop, and through which share if any."""

    product_id: int
    shopkeeper_id: int
    share_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionRef:
    """A question as flows need it."""

    id: int
    product_id: int
    shopkeeper_id: int
    asker_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRef:
    """An answer as flows need it, with whose question it answers."""

    id: int
    question_id: int
    shopkeeper_id: int
    asker_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerDraft:
    """What a shop answers with: a text, and the answer it was taken from if it was given before."""

    text_id: int
    reused_id: int | None = None


def lock_asker(person_id: int) -> None:
    """Nobody asks in this person's name before the open transaction ends: else two at once would pass the limit."""
    execute("SELECT 1 FROM person WHERE id = :id FOR NO KEY UPDATE", id=person_id)


@dataclass(frozen=True, slots=True)
class _OpenQuestion:
    id: int
    same: bool


def open_duplicate(asker_id: int, place: QuestionTarget, text: str) -> int | None:
    """The question of this person in these very words that still waits, if any; raises TooManyOpenQuestions.

    Refused questions and refused answers do not count.
    """
    found = rows(
        _OpenQuestion,
        """SELECT q.id, q.product_id = :product AND t.text = :text AS same
           FROM question q JOIN public_text t ON t.id = q.text_id
           WHERE q.asker_id = :asker AND q.shopkeeper_id = :keeper AND t.state <> :refused
             AND NOT EXISTS (SELECT FROM answer a JOIN public_text w ON w.id = a.text_id
                             WHERE a.question_id = q.id AND w.state <> :refused)""",
        asker=asker_id,
        keeper=place.shopkeeper_id,
        product=place.product_id,
        text=text,
        refused=TextState.REFUSED.value,
    )
    same = next((each.id for each in found if each.same), None)
    if same is None and len(found) >= MAX_OPEN_QUESTIONS:
        raise TooManyOpenQuestions
    return same


def add_question(asker_id: int, text_id: int, place: QuestionTarget, *, now: datetime) -> int:
    """Write a question down; gives its id."""
    made = row(
        int,
        """INSERT INTO question (product_id, shopkeeper_id, share_id, asker_id, text_id, asked_at)
           VALUES (:product, :keeper, :share, :asker, :text, :now) RETURNING id""",
        product=place.product_id,
        keeper=place.shopkeeper_id,
        share=place.share_id,
        asker=asker_id,
        text=text_id,
        now=now,
    )
    assert made is not None  # noqa: S101 - an INSERT … RETURNING answers
    return made


_ASKED = "SELECT q.id, q.product_id, q.shopkeeper_id, q.asker_id FROM question q"


def question_for(shopkeeper_id: int, question_id: int) -> QuestionRef:
    """A question a shop was asked, once it is public; raises NotFound for somebody else's."""
    found = row(
        QuestionRef,
        f"""{_ASKED} JOIN public_text t ON t.id = q.text_id
            WHERE q.id = :id AND q.shopkeeper_id = :keeper AND t.state = :shown""",
        id=question_id,
        shown=TextState.SHOWN.value,
        keeper=shopkeeper_id,
    )
    if found is None:
        raise NotFound
    return found


def earlier_answer(answer_id: int, product_id: int) -> AnswerDraft:
    """The words of an earlier answer about this product that everybody may read; raises NotFound.

    Their author is not erased before the open transaction ends: else these words would be given and gone.
    """
    found = row(
        AnswerDraft,
        """SELECT a.id AS reused_id, a.text_id FROM answer a
           JOIN question q ON q.id = a.question_id JOIN public_text t ON t.id = a.text_id
           JOIN shopkeeper k ON k.id = a.shopkeeper_id AND k.person_id = t.author_id
           WHERE a.id = :id AND a.product_id = :product AND a.reused_answer_id IS NULL AND t.state = :shown
             AND q.hidden_at IS NULL AND k.status = :active
           FOR SHARE OF t""",
        id=answer_id,
        product=product_id,
        shown=TextState.SHOWN.value,
        active=ACTIVE_SHOP,
    )
    if found is None:
        raise NotFound
    return found


def add_answer(question: QuestionRef, given: AnswerDraft, *, now: datetime) -> AnswerRef:
    """Answer a question once; only what was refused is written anew. Raises AlreadyAnswered.

    The unique index decides between two answers at once. Words that were shown before are shown at once.
    """
    made = row(
        int,
        """INSERT INTO answer (question_id, product_id, shopkeeper_id, text_id, reused_answer_id, answered_at, shown_at)
           VALUES (:question, :product, :keeper, :text, :reused, :now, :shown)
           ON CONFLICT DO NOTHING RETURNING id""",
        product=question.product_id,
        keeper=question.shopkeeper_id,
        **_values(question, given, now),
    ) or row(
        int,
        """UPDATE answer SET text_id = :text, reused_answer_id = :reused, answered_at = :now, shown_at = :shown
           WHERE question_id = :question
             AND EXISTS (SELECT FROM public_text WHERE id = answer.text_id AND state = :refused) RETURNING id""",
        refused=TextState.REFUSED.value,
        **_values(question, given, now),
    )
    if made is None:
        raise AlreadyAnswered
    if given.reused_id is not None:
        execute("UPDATE question SET answer_shown_at = :now WHERE id = :id", id=question.id, now=now)
    return AnswerRef(id=made, question_id=question.id, shopkeeper_id=question.shopkeeper_id, asker_id=question.asker_id)


def _values(question: QuestionRef, given: AnswerDraft, now: datetime) -> dict[str, object]:
    shown = now if given.reused_id is not None else None
    return {"question": question.id, "text": given.text_id, "reused": given.reused_id, "now": now, "shown": shown}


def hide_question(question_id: int, *, now: datetime) -> None:
    """From now on a question and its answer are its asker's alone; repeating changes nothing."""
    execute("UPDATE question SET hidden_at = coalesce(hidden_at, :now) WHERE id = :id", id=question_id, now=now)


def unhide_question(question_id: int) -> None:
    """The question belongs on the page again; repeating changes nothing."""
    execute("UPDATE question SET hidden_at = NULL WHERE id = :id", id=question_id)


def show_question(text_id: int, *, now: datetime) -> QuestionRef | None:
    """The words of a question became public; None when they are of no question."""
    return row(
        QuestionRef,
        """UPDATE question q SET shown_at = coalesce(shown_at, :now) WHERE text_id = :text
           RETURNING q.id, q.product_id, q.shopkeeper_id, q.asker_id""",
        text=text_id,
        now=now,
    )


def show_answers(text_id: int, *, now: datetime) -> Sequence[AnswerRef]:
    """The words of an answer became public; whom they answer, in order of the person."""
    return rows(
        AnswerRef,
        """WITH shown AS (UPDATE answer SET shown_at = :now WHERE text_id = :text AND shown_at IS NULL
                          RETURNING id, question_id, shopkeeper_id),
                answered AS (UPDATE question q SET answer_shown_at = :now FROM shown s WHERE q.id = s.question_id
                             RETURNING s.id, s.question_id, s.shopkeeper_id, q.asker_id)
           SELECT * FROM answered ORDER BY asker_id""",
        text=text_id,
        now=now,
    )


def reopen_answered_with(author_id: int) -> None:
    """Whoever was answered by another shop with words of this author, who takes them along, waits once more."""
    execute(
        """UPDATE question q SET answer_shown_at = NULL
           FROM answer a JOIN public_text w ON w.id = a.text_id JOIN shopkeeper k ON k.id = a.shopkeeper_id
           WHERE a.question_id = q.id AND w.author_id = :author AND k.person_id <> :author
             AND q.answer_shown_at IS NOT NULL""",
        author=author_id,
    )
