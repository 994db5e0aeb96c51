"""Everybody has their own phone."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.cast import Keeper, Somebody
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def nobody(client: FlaskClient) -> Phone:
    """Somebody who has not logged in."""
    return Phone(client)


@pytest.fixture
def ada_phone(app: APIFlask, ada: Keeper, fake_wechat: FakeWechat) -> Phone:
    return Phone(app.test_client()).login(fake_wechat, ada.person)


@pytest.fixture
def bo_phone(app: APIFlask, bo: Somebody, fake_wechat: FakeWechat) -> Phone:
    return Phone(app.test_client()).login(fake_wechat, bo)


@pytest.fixture
def cy_phone(app: APIFlask, cy: Somebody, fake_wechat: FakeWechat) -> Phone:
    return Phone(app.test_client()).login(fake_wechat, cy)
