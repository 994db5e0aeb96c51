"""Di sits at her desk."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Shelf, Somebody, add_staff
from tests.faces.admin.desk import Desk
from tests.flows import buying
from webapp.domain.identity.staff import StaffMember
from webapp.gateways.wechat.twin import Twin


@pytest.fixture
def desk(app: APIFlask) -> Desk:
    """A browser nobody has logged in at."""
    return Desk(app)


@pytest.fixture
def dis_desk(desk: Desk) -> Desk:
    """Di, an admin, is logged in."""
    return desk.log_in()


@pytest.fixture
def di(app: APIFlask) -> StaffMember:
    """Is staff: an admin. (The stories' Di sits before a served shop.)"""
    return add_staff()


@pytest.fixture
def paid(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> str:
    """Bo has paid ¥99 for tea Ada shared."""
    return buying.buy(twin, bo, tea, token=buying.share(ada, tea))
