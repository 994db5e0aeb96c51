"""Questions with their answers: as who asked sees their own, a shop those it was asked, and staff all of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.paging import Page, decode, page
from webapp.kernel.privacy import masked_nickname
from webapp.people.moderation import TextState
from webapp.social.questions.kinds import QuestionState

QuestionStateFilter = Literal["open", "answered"]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerView:
    """An answer with where its words stand; `words_of` is the other shop they were taken from, or empty."""

    id: int
    text: str
    state: TextState
    reason: str
    answered_at: datetime
    quoted_from: str

    @property
    def is_shown(self) -> bool:
        return self.state is TextState.SHOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    id: int
    product_code: str
    name_zh: str
    name_en: str
    picture: str
    shopkeeper_id: int
    shop_code: str
    shop_name: str
    share_id: int | None
    asker_id: int
    asker: str
    text: str
    text_state: TextState
    reason: str
    asked_at: datetime
    shown_at: datetime | None
    hidden: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionView(_Question):
    """A question about a product at a shop.

    `asker` is the masked nickname, or empty when there is none; `reason` says why words were refused.
    """

    answer: AnswerView | None

    @property
    def state(self) -> QuestionState:
        """As who asked sees it."""
        if self.text_state is not TextState.SHOWN:
            return QuestionState(self.text_state.value)
        return QuestionState.ANSWERED if self.answer and self.answer.is_shown else QuestionState.OPEN

    @property
    def seconds_to_answer(self) -> float | None:
        """How long the shop took from when it could see the question; None while there is no answer that stands."""
        if self.shown_at is None or self.answer is None or self.needs_answer:
            return None
        return (self.answer.answered_at - self.shown_at).total_seconds()

    @property
    def needs_answer(self) -> bool:
        """Whether the shop has something to do: no answer was given, or what was given was refused."""
        return self.answer is None or self.answer.state is TextState.REFUSED


@dataclass(frozen=True, kw_only=True, slots=True)
class _QuestionRow(_Question):
    answer_id: int | None
    answered_at: datetime | None
    answer_text: str | None
    answer_state: TextState | None
    answer_reason: str | None
    quoted_from: str | None


_QUESTION = """
SELECT q.id, p.code AS product_code, p.name_zh, p.name_en, coalesce(p.pictures[1], '') AS picture, q.shopkeeper_id,
       k.code AS shop_code, k.shop_name, q.share_id, q.asker_id, coalesce(person.nickname, '') AS asker, t.text,
       t.state AS text_state, t.reason, q.asked_at, q.shown_at, q.hidden_at IS NOT NULL AS hidden,
       a.id AS answer_id, a.answered_at, w.text AS answer_text, w.state AS answer_state, w.reason AS answer_reason,
       CASE WHEN source.id <> a.shopkeeper_id THEN source.shop_name END AS quoted_from
FROM question q
JOIN public_text t ON t.id = q.text_id
JOIN product p ON p.id = q.product_id
JOIN shopkeeper k ON k.id = q.shopkeeper_id
JOIN person ON person.id = q.asker_id
LEFT JOIN answer a ON a.question_id = q.id
LEFT JOIN public_text w ON w.id = a.text_id
LEFT JOIN shopkeeper source ON source.person_id = w.author_id
"""
_STATES = {"shown": TextState.SHOWN.value, "refused": TextState.REFUSED.value}
_NEEDS_ANSWER = "q.answer_shown_at IS NULL AND t.state = :shown AND (a.id IS NULL OR w.state = :refused)"
_AT_SHOP: dict[str | None, str] = {
    None: "t.state = :shown",
    "open": _NEEDS_ANSWER,
    "answered": "t.state = :shown AND w.state <> :refused",
}
_OF_ASKER: dict[str | None, str] = {
    None: "true",
    "open": "q.answer_shown_at IS NULL AND t.state <> :refused",
    "answered": "t.state = :shown AND w.state = :shown",
}


def question(question_id: int) -> QuestionView:
    """One question, for flows and staff; raises NotFound."""
    found = row(_QuestionRow, f"{_QUESTION} WHERE q.id = :id", id=question_id)
    if found is None:
        raise NotFound
    return _view(found)


def questions_of(
    asker_id: int, *, wanted: QuestionStateFilter | None = None, cursor: str | None = None, limit: int
) -> Page[QuestionView]:
    """What a person asked, newest first."""
    return _newest(f"q.asker_id = :who AND {_OF_ASKER[wanted]}", cursor, limit, who=asker_id)


def questions_at(
    shopkeeper_id: int, *, wanted: QuestionStateFilter | None = None, cursor: str | None = None, limit: int
) -> Page[QuestionView]:
    """What a shop was asked, newest first; only what became public."""
    return _newest(f"q.shopkeeper_id = :who AND {_AT_SHOP[wanted]}", cursor, limit, who=shopkeeper_id)


def open_questions_of(shopkeeper_id: int, *, after: int | None = None, limit: int) -> list[QuestionView]:
    """What waits for an answer of this shop, oldest first, after the question with this id."""
    found = rows(
        _QuestionRow,
        f"{_QUESTION} WHERE q.shopkeeper_id = :who AND q.id > :after AND {_NEEDS_ANSWER} ORDER BY q.id LIMIT :limit",
        who=shopkeeper_id,
        after=after or 0,
        limit=limit,
        **_STATES,
    )
    return [_view(each) for each in found]


def count_open(shopkeeper_id: int) -> int:
    """How many questions wait for an answer of this shop."""
    found = row(
        int,
        f"""SELECT count(*) FROM question q JOIN public_text t ON t.id = q.text_id
            LEFT JOIN answer a ON a.question_id = q.id LEFT JOIN public_text w ON w.id = a.text_id
            WHERE q.shopkeeper_id = :who AND q.shown_at IS NOT NULL AND {_NEEDS_ANSWER}""",  # noqa: S608 - no input
        who=shopkeeper_id,
        **_STATES,
    )
    return found or 0


def every_question(
    *, wanted: QuestionStateFilter | None = None, shop_code: str = "", cursor: str | None = None, limit: int
) -> Page[QuestionView]:
    """All questions, or those at one shop, whatever became of their words, newest first; for staff."""
    at = "k.code = :who" if shop_code else "true"
    return _newest(f"{at} AND {_OF_ASKER[wanted]}", cursor, limit, who=shop_code)


def _newest(condition: str, cursor: str | None, limit: int, *, who: int | str) -> Page[QuestionView]:
    before = decode(cursor, int)
    beyond = "AND q.id < :before" if before else ""
    found = rows(
        _QuestionRow,
        f"{_QUESTION} WHERE {condition} {beyond} ORDER BY q.id DESC LIMIT :limit",
        who=who,
        limit=limit + 1,
        **({"before": before[0]} if before else {}),
        **_STATES,
    )
    return page([_view(each) for each in found], limit, lambda view: (view.id,))


def _view(found: _QuestionRow) -> QuestionView:
    return QuestionView(
        id=found.id,
        product_code=found.product_code,
        name_zh=found.name_zh,
        name_en=found.name_en,
        picture=found.picture,
        shopkeeper_id=found.shopkeeper_id,
        shop_code=found.shop_code,
        shop_name=found.shop_name,
        share_id=found.share_id,
        asker_id=found.asker_id,
        asker=masked_nickname(found.asker),
        text=found.text,
        text_state=found.text_state,
        reason=found.reason,
        asked_at=found.asked_at,
        shown_at=found.shown_at,
        hidden=found.hidden,
        answer=_answer(found),
    )


def _answer(found: _QuestionRow) -> AnswerView | None:
    if found.answer_id is None or found.answered_at is None or found.answer_state is None:
        return None
    return AnswerView(
        id=found.answer_id,
        text=found.answer_text or "",
        state=found.answer_state,
        reason=found.answer_reason or "",
        answered_at=found.answered_at,
        quoted_from=found.quoted_from or "",
    )
