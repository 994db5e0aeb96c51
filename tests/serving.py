"""The shop really served in this process: granian with its workers on threads, so WeChat's twin is at hand."""

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
from werkzeug.wsgi import ClosingIterator

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class _OnThreads(MTServer):
    """granian without its main process: signals stay pytest's, and here the GIL is wanted."""

    def _serve(self, spawn_target: Any, target_loader: Callable[[], Wsgi]) -> None:
        self._init_shared_socket()
        self._spawn_workers(spawn_target, target_loader())
        self._serve_loop(spawn_target, target_loader)
        self._stop_workers()


class _Counted:
    """An app that knows how many of its answers are under way: a browser that leaves does not wait for them."""

    def __init__(self, app: Wsgi) -> None:
        self._app, self._under_way, self._changed = app, 0, threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self._count(1)
        try:
            return ClosingIterator(self._app(environ, start_response), [lambda: self._count(-1)])
        except BaseException:
            self._count(-1)
            raise

    def await_rest(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: not self._under_way, timeout=10), "an answer does not end"

    def _count(self, more: int) -> None:
        with self._changed:
            self._under_way += more
            self._changed.notify_all()


@contextlib.contextmanager
def served(app: Wsgi) -> Iterator[str]:
    """Serve on a free port and give the origin; in a few milliseconds, so every test may have a server of its own."""
    port = _free_port()
    server = _OnThreads(
        "", port=port, interface=Interfaces.WSGI, blocking_threads=8, websockets=False, log_enabled=False
    )
    counted = _Counted(app)
    thread = threading.Thread(target=server.serve, kwargs={"target_loader": lambda _: counted})
    thread.start()
    try:
        _await_listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.signal_handler_interrupt()
        thread.join()
        counted.await_rest()


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
