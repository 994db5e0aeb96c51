"""Development only: the sandbox moves the shop's clock with its own, so receipt, hold and settlement can be watched."""

import hmac
from datetime import timedelta

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from config import Config
from webapp.kernel import clock
from webapp.kernel.errors import Forbidden, Invalid, NotFound
from webapp.web.flows.enqueue_scans import enqueue_scans

development = Blueprint("development", __name__)


def register(app: Flask) -> None:
    """Exists in development and only with a secret."""
    config: Config = app.config["GUANXI"]
    if config.development and config.development_secret:
        app.register_blueprint(development, url_prefix="/development")


@development.post("/clock")
def advance_clock() -> Response:
    """Move the clock forward by `advance_seconds` and enqueue what became due, a night's work if one passed."""
    config: Config = current_app.config["GUANXI"]
    if not config.development:
        raise NotFound
    if not hmac.compare_digest(request.headers.get("X-Development-Secret", ""), config.development_secret):
        raise Forbidden
    seconds = (request.get_json(silent=True) or {}).get("advance_seconds")
    if type(seconds) is not int or not 0 <= seconds <= 366 * 86_400:
        raise Invalid("advance_seconds is a whole number of seconds, at most a year")
    before = clock.shanghai_day(clock.now())
    clock.advance(timedelta(seconds=seconds))
    enqueue_scans(night=clock.shanghai_day(clock.now()) > before)
    return jsonify(now=clock.now().isoformat())
