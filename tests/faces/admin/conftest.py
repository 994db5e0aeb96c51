"""Di sits at her desk."""

import pytest
from apiflask import APIFlask

from tests.cast import add_staff
from tests.faces.admin.desk import Desk
from webapp.domain.identity.staff import StaffMember


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
