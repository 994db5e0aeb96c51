"""Reviews are written once for each thing bought, answered once, and taken back by their author."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row
from webapp.social.reviews import rules
from webapp.social.reviews.rules import AlreadyReplied, AlreadyReviewed, NotBought, ReviewNotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewDraft:
    """A review about to be written down; its words are kept already."""

    order_id: int
    sku_code: str
    person_id: int
    stars: int
    text_id: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    product_id: int
    shopkeeper_id: int | None


@dataclass(frozen=True, slots=True)
class _Texts:
    text_id: int | None
    reply_id: int | None


def add_review(draft: ReviewDraft, *, now: datetime) -> int:
    """Write a review down inside the open transaction; gives its id.

    Raises StarsNeeded, NotBought for what is no line of that order, and AlreadyReviewed: the key of reviewed_line
    lets one of two at the same moment through, and remembers a review that was taken back.
    """
    rules.require_stars(draft.stars)
    line = row(
        _Line,
        """SELECT line.id, line.product_id, shopkeeper_id
           FROM order_line AS line JOIN orders ON orders.id = order_id JOIN sku ON sku.id = sku_id
           WHERE order_id = :order AND buyer_id = :person AND sku.code = :sku""",
        order=draft.order_id,
        person=draft.person_id,
        sku=draft.sku_code,
    )
    if line is None:
        raise NotBought
    if not execute(
        "INSERT INTO reviewed_line (order_line_id, at) VALUES (:line, :now) ON CONFLICT (order_line_id) DO NOTHING",
        line=line.id,
        now=now,
    ):
        raise AlreadyReviewed
    made = row(
        int,
        """INSERT INTO review (order_line_id, product_id, shopkeeper_id, person_id, stars, text_id, created_at)
           VALUES (:line, :product, :keeper, :person, :stars, :text, :now) RETURNING id""",
        line=line.id,
        product=line.product_id,
        keeper=line.shopkeeper_id,
        person=draft.person_id,
        stars=draft.stars,
        text=draft.text_id,
        now=now,
    )
    assert made is not None  # noqa: S101 - an INSERT … RETURNING answers
    return made


def remove_review(person_id: int, review_id: int) -> list[int]:
    """Take one's own review away; gives the ids of its words and its reply, which go with it.

    Raises ReviewNotFound, also for whoever takes it back a moment later.
    """
    gone = row(
        _Texts,
        "DELETE FROM review WHERE id = :id AND person_id = :person RETURNING text_id, reply_id",
        id=review_id,
        person=person_id,
    )
    if gone is None:
        raise ReviewNotFound
    return [each for each in (gone.text_id, gone.reply_id) if each is not None]


def save_reply(shopkeeper_id: int, review_id: int, reply_id: int) -> None:
    """Put the words of a reply to a review of one's own sale; raises ReviewNotFound or AlreadyReplied.

    The guard is in the UPDATE, so of two replies at once one finds no row.
    """
    if execute(
        """UPDATE review SET reply_id = :reply
           WHERE id = :id AND shopkeeper_id = :keeper AND reply_id IS NULL""",
        reply=reply_id,
        id=review_id,
        keeper=shopkeeper_id,
    ):
        return
    known = row(
        int, "SELECT 1 FROM review WHERE id = :id AND shopkeeper_id = :keeper", id=review_id, keeper=shopkeeper_id
    )
    raise AlreadyReplied if known else ReviewNotFound
