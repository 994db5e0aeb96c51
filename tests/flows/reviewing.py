"""How the cast reviews in tests: one line for buying until it has arrived, one for saying how it was."""

from dataclasses import replace

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Shelf, Somebody
from tests.flows import buying
from tests.flows.following import bring_to
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind
from webapp.domain.social.reviews import Opinion, ReviewView
from webapp.flows.check_text import check_text
from webapp.flows.confirm_payment import confirm_payment
from webapp.flows.login import login
from webapp.flows.place_order import OrderPlaced, place_order
from webapp.flows.review_order import review_order
from webapp.gateways.wechat.twin import Twin
from webapp.kernel.db import rows


def received(twin: Twin, buyer: Somebody, shelf: Shelf, token: str | None = None) -> str:
    """An order that has arrived; returns its number."""
    no = buying.buy(twin, buyer, shelf, token=token)
    bring_to("received", no, buyer)
    return no


def says(buyer: Somebody, no: str, shelf: Shelf, stars: int, words: str = "") -> ReviewView:
    """Review the small tin of an order."""
    (written,) = review_order(buyer.id, no, [Opinion(sku_code=shelf.sku_code, stars=stars, words=words)])
    return written


def check_all() -> None:
    """WeChat looks at every text that waits for it."""
    for each in rows("SELECT id FROM public_text WHERE state = 'checking' ORDER BY id"):
        check_text(each["id"])


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    """What counts between the two."""
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


@pytest.fixture
def adas_share(ada: Keeper, tea: Shelf) -> str:
    return buying.share(ada, tea)


@pytest.fixture
def bo_here(app: APIFlask, twin: Twin, bo: Somebody) -> Somebody:
    """Bo has just opened the mini-program, so WeChat can judge his words."""
    login(twin.mini.code_for(bo.mini, bo.unionid))
    return bo


@pytest.fixture
def arrived(twin: Twin, bo_here: Somebody, tea: Shelf, adas_share: str) -> str:
    """The tea Ada recommended has arrived at Bo's."""
    return received(twin, bo_here, tea, adas_share)


def both_tins(bo: Somebody, tea: Shelf, token: str) -> OrderPlaced:
    return place_order(replace(buying.wish(bo, tea, token=token), items=[(tea.sku_code, 1), (tea.other_sku_code, 1)]))


@pytest.fixture
def both_arrived(twin: Twin, bo_here: Somebody, tea: Shelf, adas_share: str) -> str:
    """An order with both tins has arrived."""
    no = both_tins(bo_here, tea, adas_share).no
    confirm_payment(buying.pay(twin, bo_here, no), notice_id="both")
    bring_to("received", no, bo_here)
    return no
