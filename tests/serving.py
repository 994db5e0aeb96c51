"""The shop really served in this process: granian with its workers on threads, so the fake WeChat is at hand."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from granian.constants import Interfaces
from granian.server import MTServer

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class _OnThreads(MTServer):
    """granian without its main process: signals stay pytest's, and here the GIL is wanted."""

    def _serve(self, spawn_target: Any, target_loader: Callable[[], Wsgi]) -> None:
        self._init_shared_socket()
        self._spawn_workers(spawn_target, target_loader())
        self._serve_loop(spawn_target, target_loader)
        self._stop_workers()


@contextlib.contextmanager
def served(app: Wsgi) -> Iterator[str]:
    """Serve on a free port and give the origin; in a few milliseconds, so every test may have a server of its own."""
    port = _free_port()
    server = _OnThreads(
        "", port=port, interface=Interfaces.WSGI, blocking_threads=8, websockets=False, log_enabled=False
    )
    thread = threading.Thread(target=server.serve, kwargs={"target_loader": lambda _: app})
    thread.start()
    try:
        _await_listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.signal_handler_interrupt()
        thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_listening(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, "granian did not come up"
            time.sleep(0.002)
        else:
            return


@pytest.fixture
def origin(app: APIFlask) -> Iterator[str]:
    """Where the shop is served."""
    with served(app) as where:
        yield where
