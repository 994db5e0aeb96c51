"""One sandbox for each worker; no fault and nothing pending before each test."""

from collections.abc import Iterator

import pytest

from tests.sandbox.merchant import Listener, Merchant, pay_client
from tests.sandbox.serving import SandboxServer


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: SandboxServer) -> SandboxServer:
    _finish_what_others_left(served)
    served.control("DELETE", "/faults")
    served.control("PUT", "/settings", refund_seconds=1)
    return served


def _finish_what_others_left(served: SandboxServer) -> None:
    """A notification still waiting for its next try would use up this test's faults; its listener is gone."""
    told = served.control("GET", "/notifications")["notifications"]
    refunds = served.control("GET", "/refunds")["refunds"]
    if {"waiting", "sending"} & {one["state"] for one in told} or "PROCESSING" in {one["status"] for one in refunds}:
        served.advance(2 * 86400)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listening:
        yield listening


@pytest.fixture
def merchant(sandbox: SandboxServer, listener: Listener) -> Merchant:
    return Merchant(sandbox, pay_client(sandbox), listener)
