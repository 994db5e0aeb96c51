"""Somebody has lived here, and left traces."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody
from tests.privacy.life import Surroundings, fill, live
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def surroundings(
    app: APIFlask, fake_wechat: FakeWechat, ada: Keeper, tea: ListedProduct, cy: Somebody, noon: None
) -> Surroundings:
    return Surroundings(app, fake_wechat, ada, tea, cy)


@pytest.fixture
def canary(surroundings: Surroundings) -> Somebody:
    """Somebody with a canary in every column there is."""
    who = live(surroundings)
    fill(who)
    return who
