"""A real PostgreSQL for every test: one database per xdist worker, migrated once, emptied after each test that wrote.

Transactions really commit, so deferred constraints, triggers and locks are the ones production has.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from apiflask import APIFlask

from tests import databases
from tests.web.share.page_memory import forget_pages
from webapp.gateways.wechat import use
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock, settings
from webapp.kernel.db import db
from webapp.web.jobs import context

pytest_plugins = [
    "tests.kinds",
    "tests.sizes",
    "tests.cast",
    "tests.browser.chromium",
    "tests.serving",
    "tests.stories.serving",
    "tests.web.admin.fixtures",
    "tests.web.api.fixtures",
    "tests.web.share.fixtures",
    "tests.social.reviews.reviewing",
]


# How long an example takes says how busy the machine is, not whether the claim holds.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """The process that hands out the tests starts the server; its workers find the address in the environment."""
    if not hasattr(config, "workerinput") and not config.getoption("--fast"):
        databases.start_server()
        config.add_cleanup(databases.stop_server)


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """This worker's own database, migrated to head."""
    name = f"{os.environ[databases.RUN]}_{worker_id}"
    yield databases.create_migrated(name)
    databases.drop(name)


@pytest.fixture(scope="session")
def shop(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[APIFlask]:
    """The whole shop on this worker's database; the fake stands in for WeChat."""
    made = databases.make_shop(database_url, tmp_path_factory.mktemp("data"))
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def fake_wechat() -> FakeWechat:
    """A fresh WeChat that remembers nothing."""
    fresh = FakeWechat()
    use(fresh.as_wechat())
    return fresh


@pytest.fixture
def app(shop: APIFlask, fake_wechat: FakeWechat) -> Iterator[APIFlask]:
    """The shop inside an app context, on an empty database."""
    # Another test may have made another shop in this process: settings and jobs are this one's again.
    settings.use(shop.config["GUANXI"])
    context.use(shop)
    forget_pages(shop)
    with shop.app_context():
        yield shop
        db.session.remove()
        databases.empty(db.engine)
    leftover = Path(shop.config["GUANXI"].guanxi_data) / "spool"
    for file in leftover.glob("*"):
        file.unlink()


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands still at noon in Shanghai on 1 June 2026; clock.advance moves it."""
    with clock.frozen(databases.NOON):
        yield
