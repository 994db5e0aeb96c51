"""Every claim is made twice: about the fake, and about the real gateways and the served sandbox."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask import Config

from tests.conformance.under_test import FakeUnderTest, Sale, SandboxUnderTest, WechatUnderTest, number, shop_config
from tests.sandbox.merchant import Listener
from tests.sandbox.serving import SandboxServer
from webapp.gateways.wechat import PrepayRequest
from webapp.kernel import clock


@pytest.fixture(scope="session")
def shop_side() -> Iterator[Listener]:
    """Where the sandbox sends its notifications."""
    with Listener() as listening:
        yield listening


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, shop_side: Listener) -> Iterator[SandboxServer]:
    folder = tmp_path_factory.mktemp("sandbox")
    with SandboxServer(folder, shop_origin=shop_side.origin, shop_clock_secret="the clock may move") as sandbox:
        yield sandbox


@pytest.fixture
def sandboxed(
    served: SandboxServer, shop_side: Listener, config: Config, database_url: str
) -> Iterator[SandboxUnderTest]:
    """The real gateways beside a sandbox without faults."""
    served.control("DELETE", "/faults")
    served.control("PUT", "/settings", refund_seconds=0)
    data = config["GUANXI"].guanxi_data
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


@pytest.fixture
def sale(under_test: WechatUnderTest) -> Sale:
    bo = under_test.person("bo")
    request = PrepayRequest(
        out_trade_no=number("P"),
        appid=under_test.wechat.mini.appid,
        openid=bo.mini,
        description="明前龙井 250g × 1",
        amount_fen=9_900,
        expires_at=clock.now() + timedelta(minutes=10),
    )
    return Sale(under_test, bo, request)
