"""Reading reviews of a product, and saying how what one bought is."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.paging import Page
from webapp.pages.share.order_forms import WithdrawReviewForm
from webapp.pages.share.review_form import ReviewForm, review_form
from webapp.pages.share.share_access import open_page, open_product
from webapp.social import reviews
from webapp.social.reviews import ReviewView
from webapp.social.reviews.flows.review_order import review_order
from webapp.social.reviews.flows.withdraw_review import withdraw_review
from webapp.trade import orders
from webapp.trade.orders import OrderView
from webapp.web.ids import parse_id
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required
from webapp.web.share.rendering import render, render_kept
from webapp.web.share.same_site import require_own_form

PAGE = 20


@share.get("/s/<token>/reviews")
def show_reviews(token: str) -> ResponseReturnValue:
    """All reviews of a product, the same for everyone: all stars mixed, newest first."""
    page = open_page(token)
    return render_kept(
        "pages/share/reviews.html",
        token=token,
        product=page.product,
        rating=reviews.rating_of(page.product.id),
        found=_reviews_of(page.product.id),
    )


@share.get("/s/<token>/reviews/part")
def show_more_reviews(token: str) -> ResponseReturnValue:
    """The reviews alone, for a page that has the rest: the newest, or from one place in the list on."""
    _, product = open_product(token)
    return render_kept("pages/share/_reviews.html", token=token, found=_reviews_of(product.id), is_part=True)


def _reviews_of(product_id: int) -> Page[ReviewView]:
    return reviews.reviews_of_product(product_id, cursor=request.args.get("cursor"), limit=PAGE)


@share.get("/orders/<no>/review")
@buyer_required
def ask_review(no: str) -> ResponseReturnValue:
    """The form: stars for each thing of the order that has none yet."""
    order = orders.order_for(buyer(), no)
    return _page(order, review_form(_codes(order)))


@share.post("/orders/<no>/review")
@buyer_required
def write_review(no: str) -> ResponseReturnValue:
    """Write it down, all or nothing; what must be corrected is said at its field and nothing is lost."""
    require_own_form()
    order = orders.order_for(buyer(), no)
    form = review_form(_codes(order), asked=_reviewable(order), is_sent=True)
    if not form.validate() or not form.opinions:
        return _page(order, form, status=422)
    review_order(buyer(), no, form.opinions)
    return redirect(f"/orders/{no}?done=review", 303)


@share.post("/orders/<no>/review/withdrawal")
@buyer_required
def withdraw(no: str) -> ResponseReturnValue:
    """Take one's own review back, for good."""
    require_own_form()
    withdraw_review(buyer(), parse_id(WithdrawReviewForm().review.data or ""))
    return redirect(f"/orders/{no}?done=review_back", 303)


def _codes(order: OrderView) -> list[str]:
    return [line.sku_code for line in order.lines]


def _reviewable(order: OrderView) -> list[str]:
    return list(reviews.order_reviews(order, now=clock.now()).reviewable)


def _page(order: OrderView, form: ReviewForm, *, status: int = 200) -> ResponseReturnValue:
    # What is not asked about any more stays on the page while something of it must be corrected.
    shown = {*_reviewable(order), *form.wrong}
    if not shown:
        return redirect(f"/orders/{order.no}", 303)
    return render(
        "pages/share/review.html",
        status=status,
        order=order,
        lines=[line for line in order.lines if line.sku_code in shown],
        form=form,
    )
