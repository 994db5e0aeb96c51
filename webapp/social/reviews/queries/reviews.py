"""Reviews as readers may see them: everybody, their author, the shopkeeper who sold it, staff.

Others read words only once they are shown; the author also reads their own before. Buyers are masked for all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, page
from webapp.kernel.privacy import masked_nickname
from webapp.people.moderation import TextState
from webapp.social.reviews import rules
from webapp.social.reviews.rules import ReviewNotFound
from webapp.trade.orders import OrderView

NEWEST = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class ModeratedText:
    """Words with where they stand; `reason` is for their author."""

    text: str
    state: TextState
    reason: str
    at: datetime

    @property
    def is_shown(self) -> bool:
        return self.state is TextState.SHOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewedItem:
    """The stars of a review, when they were given, by whom, and what they were given to."""

    id: int
    order_no: str
    product_code: str
    name_zh: str
    name_en: str
    picture: str
    sku_code: str
    sku_zh: str
    sku_en: str
    stars: int
    buyer_id: int
    shopkeeper_id: int | None
    shop_code: str | None
    shop_name: str | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewView(ReviewedItem):
    """A review with what it is of; the buyer is masked, and empty when they have no name."""

    buyer: str
    review_text: ModeratedText | None
    reply: ModeratedText | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _ReviewRow(ReviewedItem):
    nickname: str
    said_text: str | None
    said_state: TextState | None
    said_reason: str | None
    said_at: datetime | None
    reply_text: str | None
    reply_state: TextState | None
    reply_reason: str | None
    reply_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderReviews:
    """What a buyer wrote about an order, by SKU code, and the SKUs they are still asked about, until when."""

    written: Mapping[str, ReviewView]
    reviewable: Sequence[str]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewRef:
    """A review as flows act on it."""

    id: int
    order_no: str
    shopkeeper_id: int | None
    person_id: int
    text_id: int | None
    reply_id: int | None


_SHOWN_SAID, _SHOWN_REPLY = " AND said.state = :shown", " AND reply.state = :shown"
_SHOWN = {"shown": TextState.SHOWN.value}


def _reviews(*, said: str = _SHOWN_SAID, reply: str = _SHOWN_REPLY) -> str:
    """Reviews with the words this reader may see."""
    return f"""
        SELECT review.id, orders.no AS order_no, product.code AS product_code, product.name_zh, product.name_en,
               coalesce(product.pictures[1], '') AS picture, sku.code AS sku_code, sku.name_zh AS sku_zh,
               sku.name_en AS sku_en, review.stars, review.person_id AS buyer_id, review.shopkeeper_id,
               coalesce(person.nickname, '') AS nickname, keeper.code AS shop_code, keeper.shop_name,
               review.created_at, said.text AS said_text, said.state AS said_state,
               said.reason AS said_reason, said.created_at AS said_at, reply.text AS reply_text,
               reply.state AS reply_state, reply.reason AS reply_reason, reply.created_at AS reply_at
        FROM review
             JOIN order_line AS line ON line.id = review.order_line_id
             JOIN orders ON orders.id = line.order_id
             JOIN product ON product.id = review.product_id
             JOIN sku ON sku.id = line.sku_id
             JOIN person ON person.id = review.person_id
             LEFT JOIN shopkeeper AS keeper ON keeper.id = review.shopkeeper_id
             LEFT JOIN public_text AS said ON said.id = review.text_id{said}
             LEFT JOIN public_text AS reply ON reply.id = review.reply_id{reply}
        """  # noqa: S608 - constants


_FOR_EVERYBODY = _reviews()
_FOR_AUTHOR = _reviews(said="")
_FOR_KEEPER = _reviews(reply="")
_FOR_STAFF = _reviews(said="", reply="")


def newest_with_text(product_id: int) -> list[ReviewView]:
    """The newest three reviews of a product whose words are shown, whatever their stars."""
    found = rows(
        _ReviewRow,
        _FOR_EVERYBODY
        + """ WHERE review.product_id = :product AND review.text_id IS NOT NULL AND said.id IS NOT NULL
              ORDER BY review.id DESC LIMIT :limit""",
        product=product_id,
        limit=NEWEST,
        **_SHOWN,
    )
    return [_view(each) for each in found]


def reviews_of_product(product_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[ReviewView]:
    """All reviews of a product, newest first, all stars mixed."""
    return _page(_FOR_EVERYBODY, "review.product_id = :who", cursor, limit, who=product_id)


def reviews_of_order(person_id: int, order_no: str) -> list[ReviewView]:
    """What a buyer wrote about one of their orders, with the state of their words."""
    found = rows(
        _ReviewRow,
        _FOR_AUTHOR + " WHERE orders.no = :no AND review.person_id = :person ORDER BY line.position",
        no=order_no,
        person=person_id,
        **_SHOWN,
    )
    return [_view(each) for each in found]


def reviews_through(shopkeeper_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[ReviewView]:
    """Reviews of what a shopkeeper sold, newest first, with the state of their own replies."""
    return _page(_FOR_KEEPER, "review.shopkeeper_id = :who", cursor, limit, who=shopkeeper_id)


def review_through(shopkeeper_id: int, review_id: int) -> ReviewView:
    """One of them; raises ReviewNotFound."""
    found = row(
        _ReviewRow,
        _FOR_KEEPER + " WHERE review.id = :id AND review.shopkeeper_id = :keeper",
        id=review_id,
        keeper=shopkeeper_id,
        **_SHOWN,
    )
    if found is None:
        raise ReviewNotFound
    return _view(found)


def every_review(*, cursor: str | None = None, limit: int = 50) -> Page[ReviewView]:
    """All reviews, newest first, for staff: words and replies in every state."""
    return _page(_FOR_STAFF, "true", cursor, limit)


def order_reviews(order: OrderView, *, now: datetime) -> OrderReviews:
    """What the buyer of an order wrote about it, and what they are still asked about."""
    is_open = rules.is_reviewable(order.state, order.received_at, now)
    return OrderReviews(
        written={each.sku_code: each for each in reviews_of_order(order.buyer_id, order.no)},
        reviewable=_unreviewed(order.id) if is_open else (),
        until=order.received_at + rules.REVIEW_WITHIN if is_open and order.received_at else None,
    )


def _unreviewed(order_id: int) -> Sequence[str]:
    return rows(
        str,
        """SELECT sku.code FROM order_line AS line JOIN sku ON sku.id = line.sku_id
           WHERE line.order_id = :order
             AND NOT EXISTS (SELECT FROM reviewed_line AS done WHERE done.order_line_id = line.id)
           ORDER BY line.position""",
        order=order_id,
    )


_REF = """
SELECT review.id, orders.no AS order_no, review.shopkeeper_id, person_id, text_id, reply_id
FROM review JOIN order_line AS line ON line.id = review.order_line_id JOIN orders ON orders.id = line.order_id
"""


def review_by(person_id: int, review_id: int) -> ReviewRef:
    """One's own review; raises ReviewNotFound."""
    found = row(ReviewRef, _REF + " WHERE review.id = :id AND person_id = :person", id=review_id, person=person_id)
    if found is None:
        raise ReviewNotFound
    return found


def review_of_text(text_id: int) -> ReviewRef | None:
    """The review whose words these are."""
    return row(ReviewRef, _REF + " WHERE text_id = :text", text=text_id)


def _page(select: str, condition: str, cursor: str | None, limit: int, **values: int) -> Page[ReviewView]:
    after = decode(cursor, int)
    beyond = "AND review.id < :after" if after else ""
    found = rows(
        _ReviewRow,
        f"{select} WHERE {condition} {beyond} ORDER BY review.id DESC LIMIT :limit",
        limit=limit + 1,
        **({"after": after[0]} if after else {}),
        **_SHOWN,
        **values,
    )
    return page([_view(each) for each in found], limit, lambda view: (view.id,))


def _view(found: _ReviewRow) -> ReviewView:
    return ReviewView(
        **{each.name: getattr(found, each.name) for each in fields(ReviewedItem)},
        buyer=masked_nickname(found.nickname),
        review_text=_text(found.said_text, found.said_state, found.said_reason, found.said_at),
        reply=_text(found.reply_text, found.reply_state, found.reply_reason, found.reply_at),
    )


def _text(text: str | None, state: TextState | None, reason: str | None, at: datetime | None) -> ModeratedText | None:
    if text is None or state is None or at is None:
        return None
    return ModeratedText(text=text, state=state, reason=reason or "", at=at)
