"""The ways in: JSON for the mini-program, pages for consumers, pages for staff, and what WeChat calls."""

from pathlib import Path

from apiflask import APIFlask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from webapp.web import csrf, htmx
from webapp.web.drained_body import DrainedBody

ROOT = Path(__file__).resolve().parents[2]
VERSION = "0.1.0"
MAX_BODY_BYTES = 256 * 1024


def make_app(config: Config) -> APIFlask:
    """The bare Flask app with its folders and limits; knows no route yet."""
    app = APIFlask(
        "webapp",
        title="Guanxi API",
        version=VERSION,
        spec_path="/api/openapi.json",
        docs_path=None,
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        json_errors=False,
    )
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["SECRET_KEY"] = config.secret_keys[-1]
    app.config["SECRET_KEY_FALLBACKS"] = list(config.secret_keys[:-1])
    app.config["GUANXI"] = config
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = config.production
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.wsgi_app = DrainedBody(app.wsgi_app, MAX_BODY_BYTES)  # type: ignore[method-assign]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    htmx.init_app(app)
    csrf.init_app(app)
    return app


def register(app: APIFlask) -> None:
    """Open every face. The faces do not know each other."""
    from webapp.web import admin, api, errors, principals, share, wechat

    errors.register(app)
    principals.init_app(app)
    for face in (api, share, admin, wechat):
        face.register(app)


def finish(app: APIFlask) -> None:
    """Once all blueprints are there: APIFlask asks each whether it belongs in its document; only its own can answer."""
    for blueprint in app.blueprints.values():
        blueprint.enable_openapi = getattr(blueprint, "enable_openapi", False)  # type: ignore[attr-defined]
