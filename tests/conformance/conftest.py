"""Every claim is made twice: about the fake, and about the real gateways and the served sandbox."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from tests.conformance.under_test import FakeUnderTest, SandboxUnderTest, WechatUnderTest, shop_config
from tests.sandbox.merchant import Listener
from tests.sandbox.serving import SandboxServer


@pytest.fixture(scope="module")
def shop_side() -> Iterator[Listener]:
    """Where the sandbox sends its notifications."""
    with Listener() as listening:
        yield listening


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, shop_side: Listener) -> Iterator[SandboxServer]:
    folder = tmp_path_factory.mktemp("sandbox")
    with SandboxServer(folder, shop_origin=shop_side.origin, shop_clock_secret="the clock may move") as sandbox:
        yield sandbox


@pytest.fixture
def sandboxed(
    served: SandboxServer, shop_side: Listener, app: APIFlask, database_url: str
) -> Iterator[SandboxUnderTest]:
    """The real gateways beside a sandbox without faults."""
    served.control("DELETE", "/faults")
    served.control("PUT", "/settings", refund_seconds=0)
    data = app.config["GUANXI"].guanxi_data
    under_test = SandboxUnderTest(served, shop_side, shop_config(served, database_url=database_url, data=data))
    yield under_test
    under_test.close()


@pytest.fixture(params=["fake", "sandbox"])
def under_test(request: pytest.FixtureRequest, app: APIFlask) -> Iterator[WechatUnderTest]:
    if request.param == "sandbox":
        yield request.getfixturevalue("sandboxed")
        return
    fake_wechat = FakeUnderTest()
    yield fake_wechat
    fake_wechat.close()
