"""What goes wrong, as problem+json: a stable code, words in the reader's language, the fields that are wrong."""

from typing import Any

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.kernel.words import say
from webapp.web import errors
from webapp.web.api.language import language
from webapp.web.request_metrics import REQUEST_ID

VALIDATION = "validation_error"


def init_app(app: APIFlask) -> None:
    """Render every error below /api/ as problem+json, validation errors with their fields."""
    errors.page_for("/api/", _page)
    # Not app.error_processor(), which would take every HTTP error away from webapp/web/errors.py.
    app.error_callback = _refused


def keep_private(answer: Response) -> Response:
    """An answer to one person is kept by nobody on its way."""
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    return answer


def _page(status: int, code: str, message: str) -> ResponseReturnValue:
    return _problem(status, code, errors.sentence(code, message, language()))


def _problem(status: int, code: str, detail: str, **more: object) -> Response:
    answer = errors.problem(status, code, detail, request_id=request.environ.get(REQUEST_ID), **more)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    answer.headers["Content-Language"] = language()
    return keep_private(answer)


def _refused(error: HTTPError) -> Response:
    """APIFlask's own refusals: {location: {field: [messages]}} becomes a list."""
    found = [
        {"location": location, "field": field, "message": message}
        for location, fields in error.detail.items()
        for field, messages in fields.items()
        for message in messages
    ]
    words = say(f"error.{VALIDATION}", language())
    return _problem(error.status_code, VALIDATION, words, errors=[_readable(each) for each in found])


def _readable(problem: dict[str, Any]) -> dict[str, Any]:
    for sign, words in (("Extra inputs", "extra"), ("Field required", "missing")):
        if problem["message"].startswith(sign):
            return {**problem, "message": say(f"field.{words}", language())}
    return problem
