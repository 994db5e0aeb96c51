"""Every request is read to its end before it is answered.

The server hangs up on a connection whose request it answers before the body has arrived; whoever keeps connections
open, a phone or a reverse proxy, would find the next request refused.
"""

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.exceptions import ClientDisconnected
from werkzeug.wsgi import LimitedStream

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class DrainedBody:
    """WSGI middleware that reads what the application left of a body of reasonable size."""

    def __init__(self, application: "WSGIApplication", most: int) -> None:
        self._application = application
        self._most = most

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length == "0" or not length.isdigit() or int(length) > self._most:
            return self._application(environ, start_response)
        # A server may hand over the bare connection: reading past the body's end would wait for the next request.
        body = LimitedStream(environ["wsgi.input"], int(length))
        environ["wsgi.input"] = body
        answer = self._application(environ, start_response)
        with contextlib.suppress(ClientDisconnected):
            body.exhaust()
        return answer
