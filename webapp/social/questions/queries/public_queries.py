"""What everybody may read about a product: answered questions, and the answers worth giving again."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.kernel.paging import Page, decode, page
from webapp.people.moderation import TextState
from webapp.social.questions.kinds import ACTIVE_SHOP

MAX_TO_REUSE = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredQuestion:
    """A question somebody asked, without who, and what a shop answered; `own` is the shop whose page this is.

    `quoted_from` is the other shop an answer's words were taken from, or empty.
    """

    id: int
    text: str
    asked_at: datetime
    answer_id: int
    answer: str
    answered_at: datetime
    shop_code: str
    shop_name: str
    quoted_from: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierAnswer:
    """An answer that can be given again, with the question it was given to."""

    id: int
    question: str
    text: str
    shop_name: str
    own: bool
    answered_at: datetime


# Each half walks its own index, so that a much asked product costs no more than another.
_HALF = """
(SELECT q.id, t.text, q.asked_at, a.id AS answer_id, w.text AS answer, a.answered_at, k.code AS shop_code,
        k.shop_name, CASE WHEN source.id <> k.id THEN source.shop_name ELSE '' END AS quoted_from, {own} AS own
 FROM answer a
 JOIN question q ON q.id = a.question_id AND q.hidden_at IS NULL
 JOIN public_text t ON t.id = q.text_id AND t.state = :shown
 JOIN public_text w ON w.id = a.text_id AND w.state = :shown
 JOIN shopkeeper k ON k.id = a.shopkeeper_id AND k.status = :active
 LEFT JOIN shopkeeper source ON source.person_id = w.author_id
 WHERE a.product_id = :product AND a.shown_at IS NOT NULL AND {whose} AND {beyond}
 ORDER BY a.id DESC LIMIT :limit)
"""
_ANSWERED = (
    "SELECT * FROM ("  # noqa: S608 - made of this module's words
    + _HALF.format(own="true", whose="a.shopkeeper_id = :keeper", beyond=":own = 1 AND a.id < :before")
    + "UNION ALL"
    + _HALF.format(
        own="false", whose="a.shopkeeper_id <> :keeper", beyond="(:own = 1 OR a.id < CAST(:before AS bigint))"
    )
    + ") AS both_halves ORDER BY own DESC, answer_id DESC LIMIT :limit"
)
_PUBLIC = {"shown": TextState.SHOWN.value, "active": ACTIVE_SHOP}
_NEWEST = (1 << 63) - 1


def answered_questions(
    product_id: int, *, shopkeeper_id: int | None = None, cursor: str | None = None, limit: int
) -> Page[AnsweredQuestion]:
    """What was asked and answered about a product: this shop's answers first, then those of others; newest first."""
    own, before = decode(cursor, int, int) or (1, _NEWEST)
    found = rows(
        AnsweredQuestion,
        _ANSWERED,
        product=product_id,
        keeper=shopkeeper_id or 0,
        own=own,
        before=before,
        limit=limit + 1,
        **_PUBLIC,
    )
    return page(found, limit, lambda each: (int(each.own), each.answer_id))


def answers_to_reuse(product_id: int, *, shopkeeper_id: int) -> list[EarlierAnswer]:
    """Earlier answers about a product in their first words: this shop's own first, then those of others."""
    return rows(
        EarlierAnswer,
        f"""SELECT * FROM ({_reusable("=")} UNION ALL {_reusable("<>")}) AS both_halves
            ORDER BY own DESC, id DESC LIMIT :limit""",  # noqa: S608 - made of this module's words
        product=product_id,
        keeper=shopkeeper_id,
        limit=MAX_TO_REUSE,
        **_PUBLIC,
    )


def _reusable(whose: str) -> str:
    return f"""(SELECT a.id, t.text AS question, w.text, k.shop_name, a.shopkeeper_id = :keeper AS own, a.answered_at
                FROM answer a
                JOIN question q ON q.id = a.question_id AND q.hidden_at IS NULL
                JOIN public_text t ON t.id = q.text_id AND t.state = :shown
                JOIN public_text w ON w.id = a.text_id AND w.state = :shown
                JOIN shopkeeper k ON k.id = a.shopkeeper_id AND k.status = :active AND k.person_id = w.author_id
                WHERE a.product_id = :product AND a.shown_at IS NOT NULL AND a.reused_answer_id IS NULL
                  AND a.shopkeeper_id {whose} :keeper
                ORDER BY a.id DESC LIMIT :limit)"""  # noqa: S608 - the sign is this module's
