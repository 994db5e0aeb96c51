"""Phones for the cast."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody
from tests.web.share.phones import Phone, shared
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def token(ada: Keeper, tea: ListedProduct) -> str:
    """Ada's share of the tea."""
    return shared(ada, tea, words="今年第一批")


@pytest.fixture
def bos_phone(app: APIFlask, bo: Somebody, fake_wechat: FakeWechat) -> Phone:
    return Phone(app.test_client(), bo, fake_wechat)


@pytest.fixture
def cys_phone(app: APIFlask, cy: Somebody, fake_wechat: FakeWechat) -> Phone:
    return Phone(app.test_client(), cy, fake_wechat)
