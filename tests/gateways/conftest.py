"""The real gateways beside a served sandbox, as the conformance tests have them."""

import socket
from collections.abc import Iterator

import pytest

from tests.conformance.conftest import sandboxed, served, shop_side

__all__ = ["sandboxed", "served", "shop_side"]


@pytest.fixture
def silent() -> Iterator[str]:
    """The origin of a server that lets everybody in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def calls_out(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Nobody may call out from here on; attempts are listed."""
    attempts: list[object] = []

    def refuse(_socket: socket.socket, address: object) -> None:
        attempts.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return attempts
