"""Reviews of real purchases: stars, words, one reply; written by the buyer, read by everybody."""

from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock
from webapp.kernel.clock import SHANGHAI
from webapp.kernel.words import say
from webapp.people.identity import alias_of_person
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.people.moderation import TextKind, TextState
from webapp.social import reviews
from webapp.social.reviews import ModeratedText, OrderReviews, Rating, ReviewInput, ReviewView
from webapp.social.reviews.flows.reply_to_review import reply_to_review
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.trade import catalog, orders
from webapp.trade.orders import LineView
from webapp.trade.orders.api.shapes import SkuCode
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, RequestModel, ResponseModel, localised, picture
from webapp.web.ids import parse_id

section = APIBlueprint("reviews", __name__)


class ReviewRequest(RequestModel):
    """How one thing of an order is."""

    sku_code: SkuCode
    stars: int = Field(ge=1, le=5)
    text: str = Field("", max_length=TextKind.REVIEW.most, description="Only if they like.")


class ReplyRequest(RequestModel):
    """What the shopkeeper answers."""

    text: str = Field(min_length=1, max_length=TextKind.REPLY.most)


class ModeratedTextResponse(ResponseModel):
    """Words with where they stand; others read them once they are shown."""

    text: str = Field(examples=["很香，耐泡。"])
    state: TextState
    state_text: str = Field(examples=["已公开"])
    reason: str = Field(description="Why they were refused, if somebody said so.")


class ReviewerResponse(ResponseModel):
    """Who bought it and says how it is, as everybody reads it."""

    alias: str | None = Field(
        description="The letters, for the shop that sold it; null for everybody else.", examples=["K3QX7A"]
    )
    name: str | None = Field(description="Their nickname, masked; null when they have none.", examples=["王**"])


class ReviewResponse(ResponseModel):
    """A review as everybody reads it. Its stars count at once; its words are null until they are shown."""

    stars: int = Field(examples=[5])
    text: str | None
    buyer: ReviewerResponse
    sku_name: str = Field(examples=["小罐"])
    month: str = Field(description="When, to the month in Shanghai.", examples=["2026-06"])
    verified: Literal[True] = Field(description="Every review is of a purchase that was received.")
    reply: str | None = Field(description="What the shopkeeper answered.")
    shop_name: str | None = Field(description="Who is credited with the sale; null: the platform.")


class StarsResponse(ResponseModel):
    """How often this many stars were given."""

    stars: int
    count: int


class RatingResponse(ResponseModel):
    """How a product is rated."""

    count: int
    average: float | None = Field(description="To one decimal; null while nobody has rated it.", examples=[4.6])
    by_star: list[StarsResponse] = Field(description="From five stars to one.")


class ProductReviewsResponse(ResponseModel):
    """How a product is rated, and some of its reviews."""

    rating: RatingResponse
    items: list[ReviewResponse]
    next_cursor: str | None
    policy: str = Field(description="How reviews come about, in one line.")


class OwnReviewResponse(ResponseModel):
    """What I wrote about something I bought."""

    id: str
    stars: int
    review_text: ModeratedTextResponse | None
    reply: str | None = Field(description="What the shopkeeper answered, once it is shown.")
    shop_name: str | None
    created_at: Moment


class ReviewedItemResponse(ResponseModel):
    """One thing of an order, and what I wrote about it."""

    sku_code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["明前龙井 · 小罐"])
    reviewable: bool = Field(description="Whether it may be reviewed now.")
    review: OwnReviewResponse | None


class OrderReviewsResponse(ResponseModel):
    """What I am asked about an order, and what I wrote."""

    items: list[ReviewedItemResponse]
    until: Moment | None = Field(description="How long it may be reviewed; null: not now.")


class ProductReviewsQuery(PageQuery):
    """Which reviews."""


class SoldReviewsQuery(PageQuery):
    """As whom."""

    role: Literal["shopkeeper"] = Field(
        "shopkeeper", description="`shopkeeper`: reviews of what was sold through my shares."
    )


class SoldReviewResponse(ResponseModel):
    """A review of something sold through my share."""

    id: str
    order_no: str = Field(examples=["G260601K3M9Q2X7TA"])
    product_name: str = Field(examples=["明前龙井"])
    picture: str
    sku_name: str = Field(examples=["小罐"])
    stars: int
    text: str | None = Field(description="Null until they are shown.")
    buyer: PersonResponse
    created_at: Moment
    reply: ModeratedTextResponse | None = Field(description="My answer; each review is answered once.")


class SoldReviewsResponse(ResponseModel):
    """Some reviews of my sales."""

    items: list[SoldReviewResponse]
    next_cursor: str | None


@section.post("/orders/<no>/reviews")
@section.input(ReviewRequest)
@section.output(OrderReviewsResponse, status_code=201)
def write_review(no: str, json_data: ReviewRequest) -> OrderReviewsResponse:
    """Review something I bought

    Once for each thing of my own order, from its receipt for 90 days. Stars count at once; words are public once they
    are checked. Answers everything I wrote about this order.
    """
    opinion = ReviewInput(sku_code=json_data.sku_code, stars=json_data.stars, text=json_data.text)
    review_order(caller().person_id, no, [opinion])
    return _order_reviews(no)


@section.get("/orders/<no>/reviews")
@section.output(OrderReviewsResponse)
def read_order_reviews(no: str) -> OrderReviewsResponse:
    """What I wrote about an order

    For each thing of it whether I am asked now, and my review with the state of its words and the shopkeeper's reply.
    """
    return _order_reviews(no)


@section.delete("/reviews/<review_id>")
@section.output({}, status_code=204, description="Stars, words and the reply are gone.")
def take_back(review_id: str) -> str:
    """Take my review back

    Stars, words and the reply go; this purchase cannot be reviewed again.
    """
    withdraw_review(caller().person_id, parse_id(review_id))
    return ""


@section.get("/products/<code>/reviews")
@section.input(ProductReviewsQuery, location="query")
@section.output(ProductReviewsResponse)
def list_product_reviews(code: str, query_data: ProductReviewsQuery) -> ProductReviewsResponse:
    """Reviews of a product

    All of them, all stars mixed, newest first; with the mean and how often each number of stars was given.
    """
    product_id = catalog.product(code).id
    found = reviews.reviews_of_product(product_id, cursor=query_data.cursor, limit=query_data.limit)
    return ProductReviewsResponse(
        rating=_rating(reviews.rating_of(product_id)),
        items=[_public(each, caller().session.shopkeeper_id) for each in found.items],
        next_cursor=found.next_cursor,
        policy=say("review.how", language()),
    )


@section.get("/reviews")
@section.input(SoldReviewsQuery, location="query")
@section.output(SoldReviewsResponse)
@for_shopkeepers
def list_sold_reviews(query_data: SoldReviewsQuery) -> SoldReviewsResponse:
    """Reviews of my sales

    What buyers say about what was sold through my shares, newest first, their names masked; with my replies.
    """
    shop_id = caller().shop_id
    found = reviews.reviews_through(shop_id, cursor=query_data.cursor, limit=query_data.limit)
    return SoldReviewsResponse(items=[_sold(each, shop_id) for each in found.items], next_cursor=found.next_cursor)


@section.post("/reviews/<review_id>/reply")
@section.input(ReplyRequest)
@section.output(SoldReviewResponse, status_code=201)
@for_shopkeepers
def reply(review_id: str, json_data: ReplyRequest) -> SoldReviewResponse:
    """Reply to a review

    Once, to a review of something sold through my share. It is public once it is checked.
    """
    shop_id = caller().shop_id
    return _sold(reply_to_review(shop_id, parse_id(review_id), json_data.text), shop_id)


def _order_reviews(no: str) -> OrderReviewsResponse:
    order = orders.order_for(caller().person_id, no)
    about = reviews.order_reviews(order, now=clock.now())
    return OrderReviewsResponse(items=[_item(line, about) for line in order.lines], until=about.until)


def _item(line: LineView, about: OrderReviews) -> ReviewedItemResponse:
    written = about.written.get(line.sku_code)
    return ReviewedItemResponse(
        sku_code=line.sku_code,
        name=localised(line, "name", language()),
        reviewable=line.sku_code in about.reviewable,
        review=_own(written) if written else None,
    )


def _own(view: ReviewView) -> OwnReviewResponse:
    return OwnReviewResponse(
        id=str(view.id),
        stars=view.stars,
        review_text=_said(view.review_text),
        reply=view.reply.text if view.reply else None,
        shop_name=view.shop_name,
        created_at=view.created_at,
    )


def _said(said: ModeratedText | None) -> ModeratedTextResponse | None:
    if said is None:
        return None
    state_words = say(f"review.text.{said.state}", language())
    return ModeratedTextResponse(text=said.text, state=said.state, state_text=state_words, reason=said.reason)


def _public(view: ReviewView, reader_shop_id: int | None) -> ReviewResponse:
    alias = None
    if reader_shop_id is not None and reader_shop_id == view.shopkeeper_id:
        alias = alias_of_person(reader_shop_id, view.buyer_id)
    return ReviewResponse(
        stars=view.stars,
        text=view.review_text.text if view.review_text else None,
        buyer=ReviewerResponse(alias=alias, name=view.buyer or None),
        sku_name=localised(view, "sku", language()),
        month=f"{view.created_at.astimezone(SHANGHAI):%Y-%m}",
        verified=True,
        reply=view.reply.text if view.reply else None,
        shop_name=view.shop_name,
    )


def _sold(view: ReviewView, shop_id: int) -> SoldReviewResponse:
    return SoldReviewResponse(
        id=str(view.id),
        order_no=view.order_no,
        product_name=localised(view, "name", language()),
        picture=picture(view.picture),
        sku_name=localised(view, "sku", language()),
        stars=view.stars,
        text=view.review_text.text if view.review_text else None,
        buyer=person_at_shop(shop_id, view.buyer_id, view.buyer),
        created_at=view.created_at,
        reply=_said(view.reply),
    )


def _rating(found: Rating) -> RatingResponse:
    by_star = [StarsResponse(stars=stars, count=count) for stars, count in found.by_star.items()]
    return RatingResponse(count=found.count, average=found.average, by_star=by_star)
