"""The front door: pages and visits of shares shown a moment ago are answered before Flask wakes up.

Whatever is not remembered, or not as simple as usual, goes on into the shop and is answered there in the same words.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from webapp.kernel.errors import DomainError
from webapp.kernel.settings import settings
from webapp.pages.share.page_memory import PageMemory
from webapp.pages.share.visit_ingester import wake_ingester
from webapp.pages.share.visit_recording import answer_visit
from webapp.web.share.page_cache import language_of, serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PAGE = "/s/"
PAGE_LENGTH = len(PAGE) + 32
VISITS = "/visits"
VISITS_LENGTH = PAGE_LENGTH + len(VISITS)
MAX_BODY = 4_096


class CacheMiddleware:
    """WSGI middleware around the whole shop."""

    def __init__(self, app: Flask, memory: PageMemory) -> None:
        self._app = app
        self._inside = app.wsgi_app
        self._memory = memory

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(PAGE) and not environ.get("QUERY_STRING"):
            method = environ["REQUEST_METHOD"]
            if len(path) == PAGE_LENGTH and method in ("GET", "HEAD"):
                return self._page(path[len(PAGE) :], environ, start_response)
            if len(path) == VISITS_LENGTH and method == "POST" and path.endswith(VISITS):
                return self._visit(path[len(PAGE) : PAGE_LENGTH], environ, start_response)
        return self._inside(environ, start_response)

    def _page(self, token: str, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        page = self._memory.pages.get((token, language_of(environ)))
        if page is None:
            return self._inside(environ, start_response)
        self._memory.pages_served += 1
        return serve(page, environ, start_response)

    def _visit(self, token: str, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        shown = self._memory.shown.get((token, language_of(environ)))
        length = environ.get("CONTENT_LENGTH") or ""
        if shown is None or not length.isdigit() or int(length) > MAX_BODY:
            return self._inside(environ, start_response)
        # An answer before the body has arrived would make the server hang up.
        environ["wsgi.input"].read(int(length))
        try:
            body, headers = answer_visit(environ, shown)
        except DomainError:
            # Nothing was recorded; inside, the same refusal gets its page.
            return self._inside({**environ, "CONTENT_LENGTH": "0"}, start_response)
        self._memory.visits_taken += 1
        wake_ingester(self._app)
        start_response("200 OK", headers)
        return [body]


def init_app(app: Flask) -> None:
    """Put it around the shop, with the memory that product pages fill."""
    memory = PageMemory(lambda: settings().page_cache_seconds)
    app.extensions["share_memory"] = memory
    app.wsgi_app = CacheMiddleware(app, memory)  # type: ignore[method-assign]
