"""Somebody has lived here, and left traces."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Shelf, Somebody
from tests.privacy.life import Town, fill, live
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def town(app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, tea: Shelf, cy: Somebody, noon: None) -> Town:
    app.extensions["share_memory"].clear()
    return Town(app, fake_wechat, ada, tea, cy)


@pytest.fixture
def canary(town: Town) -> Somebody:
    """Somebody with a canary in every column there is."""
    who = live(town)
    fill(who)
    return who
