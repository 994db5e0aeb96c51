"""The only table from what went wrong to an HTTP status; each face only renders it in its own dialect."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from webapp.kernel.errors import (
    Busy,
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from webapp.kernel.idempotency import KeyReused
from webapp.kernel.words import say

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    Invalid: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    Refused: 422,
    Conflict: 409,
    Busy: 503,
    Unavailable: 503,
    TooMany: 429,
    KeyReused: 422,
}

Page = Callable[[int, str, str], ResponseReturnValue]
_pages: dict[str, Page] = {}
log = logging.getLogger(__name__)


def status_of(error: DomainError) -> int:
    """The HTTP status of a business error: that of its nearest ancestor in the table."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 422)


def page_for(prefix: str, page: Page) -> None:
    """Let a face with pages render errors below `prefix` itself; the longest prefix wins."""
    _pages[prefix] = page


def problem(status: int, code: str, detail: str, **more: object) -> Response:
    """An RFC 9457 problem+json answer with a stable `code`."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail}
    answer = jsonify({**body, **more})
    answer.status_code = status
    answer.content_type = "application/problem+json"
    if status in (429, 503):
        answer.headers["Retry-After"] = "2"
    return answer


def sentence(code: str, message: str, language: str) -> str:
    """What to tell people about an error; the English is its own message, which may carry figures."""
    return message if language == "en" else say(f"error.{code}", language, fallback=message)


def register(app: Flask) -> None:
    """Answer every error in the dialect of the face it happened in."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _render(status: int, code: str, detail: str) -> ResponseReturnValue:
    nearest = max((prefix for prefix in _pages if _below(prefix)), key=len, default=None)
    return problem(status, code, detail) if nearest is None else _pages[nearest](status, code, detail)


def _below(prefix: str) -> bool:
    """Whether this request asks for `prefix` itself or something below it; /metrics is not below /me."""
    return request.path == prefix or request.path.startswith(prefix.rstrip("/") + "/")


def _domain_error(error: DomainError) -> ResponseReturnValue:
    answer = make_response(_render(status_of(error), error.code, str(error)))
    if "retry_after" in error.evidence:
        answer.headers["Retry-After"] = str(error.evidence["retry_after"])
    return answer


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    code = HTTPStatus(status).name.lower()
    answer = make_response(_render(status, code, error.description or HTTPStatus(status).phrase))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            answer.headers[name] = value
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.exception("unexpected error", exc_info=error)
    return _render(500, "unexpected", "Something broke on our side. It is recorded; please try again.")
