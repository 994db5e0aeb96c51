"""Di in her browser."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat


@pytest.fixture
def staff_browser(app: APIFlask) -> StaffBrowser:
    """A browser nobody has logged in at."""
    return StaffBrowser(app)


@pytest.fixture
def di_browser(staff_browser: StaffBrowser) -> StaffBrowser:
    """Di, an admin, is logged in."""
    return staff_browser.log_in()


@pytest.fixture
def paid(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """Bo has paid ¥99 for tea Ada shared."""
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
