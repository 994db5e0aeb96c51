"""Serving: one process, a thread per connection, and an end that leaves nothing behind.

Werkzeug's server is used on purpose: it hands the socket to the application, which a dropped answer needs.
"""

import signal
import socket
import threading
from types import FrameType

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from webapp.sandbox.app import create_app
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.delivery import DeliveryWorker
from webapp.sandbox.provisioning import StartRefused


class _Quiet(WSGIRequestHandler):
    """No line per request: a query string may carry a secret or a code."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def listen(bind: str, port: int) -> socket.socket:
    """Take the port before anything else is opened, so that a taken one is said at once; 0 means any free one."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((bind, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise StartRefused(
            f"Port {port} on {bind} cannot be used ({error.strerror}); choose another with --port."
        ) from None
    return listening


class Server:
    """A sandbox, its delivery worker and its port, started and stopped together."""

    def __init__(self, context: SandboxContext, listening: socket.socket) -> None:
        self._context = context
        self._delivery = DeliveryWorker(context, on_failure=self.stop)
        bind, self.port = listening.getsockname()[:2]
        self._http: BaseWSGIServer = make_server(
            bind, self.port, create_app(context), threaded=True, request_handler=_Quiet, fd=listening.fileno()
        )
        listening.close()  # the server works on its own copy

    def run(self) -> None:
        """Serve until `stop`, or until a signal when `answer_signals` was called; raises what ended the deliveries."""
        self._delivery.start()
        try:
            self._http.serve_forever()
        finally:
            self._http.server_close()
            try:
                self._delivery.stop()
            finally:
                self._context.store.close()

    def answer_signals(self) -> None:
        """End on SIGTERM and SIGINT; called before the start is announced, so that no early signal is lost."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)

    def stop(self) -> None:
        # From another thread: shutdown() waits for serve_forever, which would wait for the handler calling it.
        threading.Thread(target=self._http.shutdown, daemon=True).start()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()
