"""Everybody has their own phone."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.cast import Keeper, Somebody
from tests.faces.api.phone import Phone
from webapp.gateways.wechat.twin import Twin


@pytest.fixture
def nobody(client: FlaskClient) -> Phone:
    """Somebody who has not logged in."""
    return Phone(client)


@pytest.fixture
def ada_phone(app: APIFlask, ada: Keeper, twin: Twin) -> Phone:
    return Phone(app.test_client()).login(twin, ada.person)


@pytest.fixture
def bo_phone(app: APIFlask, bo: Somebody, twin: Twin) -> Phone:
    return Phone(app.test_client()).login(twin, bo)


@pytest.fixture
def cy_phone(app: APIFlask, cy: Somebody, twin: Twin) -> Phone:
    return Phone(app.test_client()).login(twin, cy)
