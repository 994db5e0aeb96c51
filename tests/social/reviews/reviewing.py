"""How the cast reviews in tests: one line for buying until it has arrived, one for saying how it was."""

from tests.cast import ListedProduct, Somebody
from tests.trade import buying
from tests.trade.orders.test_after_payment import bring_to
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.check_text import check_text
from webapp.kernel.db import rows
from webapp.social.reviews import ReviewInput, ReviewView
from webapp.social.reviews.flows.review_order import review_order


def received(fake_wechat: FakeWechat, buyer: Somebody, shelf: ListedProduct, token: str | None = None) -> str:
    """An order that has arrived; returns its number."""
    no = buying.buy(fake_wechat, buyer, shelf, token=token)
    bring_to("received", no, buyer)
    return no


def says(buyer: Somebody, no: str, shelf: ListedProduct, stars: int, words: str = "") -> ReviewView:
    """Review the small tin of an order."""
    (written,) = review_order(buyer.id, no, [ReviewInput(sku_code=shelf.sku_code, stars=stars, text=words)])
    return written


def check_all() -> None:
    """WeChat looks at every text that waits for it."""
    for each in rows("SELECT id FROM public_text WHERE state = 'checking' ORDER BY id"):
        check_text(each["id"])
