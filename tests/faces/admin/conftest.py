"""Di in her browser."""

import pytest
from apiflask import APIFlask

from tests.cast import add_staff
from tests.faces.admin.staff_browser import StaffBrowser
from webapp.domain.identity.staff import StaffMember


@pytest.fixture
def staff_browser(app: APIFlask) -> StaffBrowser:
    """A browser nobody has logged in at."""
    return StaffBrowser(app)


@pytest.fixture
def di_browser(staff_browser: StaffBrowser) -> StaffBrowser:
    """Di, an admin, is logged in."""
    return staff_browser.log_in()


@pytest.fixture
def di(app: APIFlask) -> StaffMember:
    """Is staff: an admin. (The stories' Di sits before a served shop.)"""
    return add_staff()
