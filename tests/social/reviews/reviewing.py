"""How the cast reviews in tests: one line for buying until it has arrived, one for saying how it was."""

from dataclasses import replace

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody
from tests.trade import buying
from tests.trade.order_steps import bring_to
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.check_text import check_text
from webapp.journeys.place_order import PlacedOrder, place_order
from webapp.kernel.db import rows
from webapp.people.identity.flows.login import login
from webapp.social import relationships
from webapp.social.relationships import EventKind
from webapp.social.reviews import ReviewInput, ReviewView
from webapp.social.reviews.flows.review_order import review_order
from webapp.trade.payments.flows.confirm_payment import confirm_payment


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
    for each in rows(dict, "SELECT id FROM public_text WHERE state = 'checking' ORDER BY id"):
        check_text(each["id"])


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    """What counts between the two."""
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


@pytest.fixture
def adas_share(ada: Keeper, tea: ListedProduct) -> str:
    return buying.share(ada, tea)


@pytest.fixture
def bo_here(app: APIFlask, fake_wechat: FakeWechat, bo: Somebody) -> Somebody:
    """Bo has just opened the mini-program, so WeChat can judge his words."""
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    return bo


@pytest.fixture
def arrived(fake_wechat: FakeWechat, bo_here: Somebody, tea: ListedProduct, adas_share: str) -> str:
    """The tea Ada recommended has arrived at Bo's."""
    return received(fake_wechat, bo_here, tea, adas_share)


def both_tins(bo: Somebody, tea: ListedProduct, token: str) -> PlacedOrder:
    return place_order(replace(buying.wish(bo, tea, token=token), items=[(tea.sku_code, 1), (tea.other_sku_code, 1)]))


@pytest.fixture
def both_arrived(fake_wechat: FakeWechat, bo_here: Somebody, tea: ListedProduct, adas_share: str) -> str:
    """An order with both tins has arrived."""
    no = both_tins(bo_here, tea, adas_share).no
    confirm_payment(buying.pay(fake_wechat, bo_here, no), notice_id="both")
    bring_to("received", no, bo_here)
    return no
