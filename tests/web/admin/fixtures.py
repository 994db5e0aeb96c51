"""Di in her browser."""

import pytest
from apiflask import APIFlask

from tests.web.admin.staff_browser import StaffBrowser


@pytest.fixture
def staff_browser(app: APIFlask) -> StaffBrowser:
    """A browser nobody has logged in at."""
    return StaffBrowser(app)


@pytest.fixture
def di_browser(staff_browser: StaffBrowser) -> StaffBrowser:
    """Di, an admin, is logged in."""
    return staff_browser.log_in()
