"""Reading reviews of a product, and saying how what one bought is."""

from dataclasses import dataclass, field

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.paging import Page
from webapp.kernel.words import say
from webapp.pages.share.product import as_response
from webapp.pages.share.share_access import open_page, resolve_link
from webapp.people.moderation import TextKind
from webapp.social import reviews
from webapp.social.reviews import ReviewInput, ReviewView
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.trade import orders
from webapp.trade.orders import OrderView
from webapp.web.ids import parse_id
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.page_cache import prepare
from webapp.web.share.rendering import language, render
from webapp.web.share.same_site import require_own_form

PAGE = 20
STARS = frozenset("12345")


@share.get("/s/<token>/reviews")
def show_reviews(token: str) -> ResponseReturnValue:
    """All reviews of a product, the same for everyone: all stars mixed, newest first."""
    page = open_page(token)
    response = render(
        "pages/share/reviews.html",
        token=token,
        product=page.product,
        rating=reviews.rating_of(page.product.id),
        found=_reviews_of(page.product.id),
    )
    return as_response(prepare(response.get_data(), response.headers.items()))


@share.get("/s/<token>/reviews/part")
def show_more_reviews(token: str) -> ResponseReturnValue:
    """The reviews alone, for a page that has the rest: the newest, or from one place in the list on."""
    opened = resolve_link(token)
    response = render("pages/share/_reviews.html", token=token, found=_reviews_of(opened.product_id), is_part=True)
    return as_response(prepare(response.get_data(), response.headers.items()))


def _reviews_of(product_id: int) -> Page[ReviewView]:
    return reviews.reviews_of_product(product_id, cursor=request.args.get("cursor"), limit=PAGE)


@dataclass(slots=True)
class ReviewForm:
    """A review form as it was filled in, with what must be corrected, by SKU code."""

    stars: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def opinions(self) -> list[ReviewInput]:
        return [
            ReviewInput(sku_code=code, stars=int(stars), text=self.texts.get(code, ""))
            for code, stars in self.stars.items()
        ]


@share.get("/orders/<no>/review")
@buyer_required
def ask_review(no: str) -> ResponseReturnValue:
    """The form: stars for each thing of the order that has none yet."""
    return _form(orders.order_for(buyer(), no), ReviewForm())


@share.post("/orders/<no>/review")
@buyer_required
def write_review(no: str) -> ResponseReturnValue:
    """Write it down, all or nothing; what must be corrected is said and nothing is lost."""
    require_own_form()
    order = orders.order_for(buyer(), no)
    filled = _filled(order)
    if filled.errors or not filled.stars:
        return _form(order, filled, status=422)
    review_order(buyer(), no, filled.opinions())
    return redirect(f"/orders/{no}?done=review", 303)


@share.post("/orders/<no>/review/withdrawal")
@buyer_required
def withdraw(no: str) -> ResponseReturnValue:
    """Take one's own review back, for good."""
    require_own_form()
    withdraw_review(buyer(), parse_id(request.form.get("review", "")))
    return redirect(f"/orders/{no}?done=review_back", 303)


def _filled(order: OrderView) -> ReviewForm:
    filled, most = ReviewForm(), TextKind.REVIEW.most
    for line in order.lines:
        stars = request.form.get(f"stars-{line.sku_code}", "")
        text = request.form.get(f"text-{line.sku_code}", "").strip()
        if stars in STARS:
            filled.stars[line.sku_code] = stars
        filled.texts[line.sku_code] = text
        if len(text) > most:
            filled.errors[line.sku_code] = say("my_review.too_long", language(), n=len(text))
    return filled


def _form(order: OrderView, filled: ReviewForm, *, status: int = 200) -> ResponseReturnValue:
    about = reviews.order_reviews(order, now=clock.now())
    if not about.reviewable:
        return redirect(f"/orders/{order.no}", 303)
    return render(
        "pages/share/review.html",
        status=status,
        order=order,
        lines=[line for line in order.lines if line.sku_code in about.reviewable],
        filled=filled,
        most=TextKind.REVIEW.most,
    )
