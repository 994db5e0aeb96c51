"""The sandbox as one Flask application: the wire, the control API, and a phone when there is one."""

import contextlib
import importlib
import importlib.util
import json
import socket
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from apiflask import APIFlask
from flask import Request, Response, g, redirect, request
from werkzeug.wrappers import Response as Answer

from webapp.sandbox import mini_codes
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.control import blueprints as control
from webapp.sandbox.control import docs
from webapp.sandbox.control.document import with_problems
from webapp.sandbox.errors import Impossible, Missing
from webapp.sandbox.guard import is_loopback
from webapp.sandbox.wire import api, oauth, pay


class ControlRequest(Request):
    """A request without a body is one with nothing to add, so that a bare `curl -X POST` does."""

    def get_json(self, *args: Any, **options: Any) -> Any:
        return super().get_json(*args, **options) if self.get_data(cache=True) else {}


def create_app(context: SandboxContext) -> APIFlask:
    app = APIFlask(
        __name__,
        title="Guanxi sandbox: control",
        version="1.0",
        spec_path="/control/openapi.json",
        docs_path=None,  # the framework's page asks other hosts; ours does not
        static_folder=None,  # type: ignore[arg-type]  # None is how Flask spells "no static files"
    )
    app.request_class = ControlRequest
    app.config.update(OPENAPI_VERSION="3.1.0", JSON_SORT_KEYS=False, VALIDATION_ERROR_STATUS_CODE=422)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.spec_processor(with_problems)
    app.extensions["wechat"] = context
    app.before_request(_only_this_machine)
    app.after_request(_label)
    app.register_error_handler(Impossible, _cannot)
    for blueprint in (api.blueprint, oauth.blueprint, pay.blueprint, *control.ALL):
        app.register_blueprint(blueprint)
    app.add_url_rule("/healthz", view_func=app.doc(hide=True)(_healthz))
    app.add_url_rule("/scan/<code_id>", view_func=app.doc(hide=True)(_scan))
    app.register_blueprint(docs.blueprint)
    _register_phone(app)
    return app


def _register_phone(app: APIFlask) -> None:
    """The phone is a package of its own; without it the wire and the control API stand alone."""
    phone = importlib.util.find_spec("webapp.sandbox.phone")
    if phone and phone.origin:
        importlib.import_module("webapp.sandbox.phone").register_phone(app)


def _healthz() -> Response:
    with current_context().store.reading() as db:
        db.execute("SELECT count(*) FROM setting").fetchone()
    return Response("ok\n", content_type="text/plain")


def _scan(code_id: str) -> Answer:
    """Where the picture of a mini-program code leads: into the phone's mini-program."""
    mini_codes.scanned(current_context(), code_id)
    return redirect(f"/phone/scan/{code_id}")


def _only_this_machine() -> Response | None:
    """A web page elsewhere may point its own name at this port; only names of this machine are answered."""
    if is_loopback(urlsplit(f"//{request.host}").hostname):
        return None
    return Response(
        "本沙箱只回应本机。This sandbox answers this machine only.\n", status=HTTPStatus.MISDIRECTED_REQUEST
    )


def _label(answer: Response) -> Response:
    answer.headers["X-WeChat-Sandbox"] = "1"
    if g.get("answer_fault") == "drop_answer":
        _cut()
    return answer


def _cut() -> None:
    """Close the connection under the answer: the client learns nothing, though everything was done."""
    connection: socket.socket | None = request.environ.get("werkzeug.socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def _cannot(error: Impossible) -> Response:
    status = HTTPStatus.NOT_FOUND if isinstance(error, Missing) else HTTPStatus.CONFLICT
    problem = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": str(error)}
    return Response(
        json.dumps(problem, ensure_ascii=False), status=status.value, content_type="application/problem+json"
    )
