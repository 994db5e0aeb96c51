"""Clients that keep their connection open and check every answer; their own CPU time is not counted."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

CLIENTS = 4
Act = Callable[["Client", int], object]


class Client:
    """One keep-alive connection."""

    def __init__(self, port: int) -> None:
        self._wire = HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, *, body: Any = None, headers: dict[str, str] | None = None) -> bytes:
        """Send a request (bytes, or JSON) and give the answer; anything but 2xx ends the measurement."""
        sent = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        self._wire.request(method, path, body=body, headers=sent)
        answer = self._wire.getresponse()
        content = answer.read()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path.split('?')[0][:20]}… answered {answer.status}: {content[:300]!r}")
        return content

    def close(self) -> None:
        """Hang up."""
        self._wire.close()


def act(port: int, times: int, what: Act) -> None:
    """Let some clients do something `times` times altogether."""

    def some(first: int) -> None:
        client = Client(port)
        try:
            for number in range(first, times, CLIENTS):
                what(client, number)
        finally:
            client.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(some, first) for first in range(CLIENTS)]:
            done.result()
