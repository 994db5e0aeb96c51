"""What a consumer opens from a chat: light pages that work without scripts. Adding a page is adding a file."""

import sys

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from webapp.kernel.registry import discover, of_kind
from webapp.web import errors, principals
from webapp.web.share import problems, visitor
from webapp.web.share.blueprint import share
from webapp.web.share.rendering import remember_language


def register(app: Flask) -> None:
    """Open this face."""
    discover(sys.modules[__name__])
    # Each adds its routes to the blueprint when it is imported; one that needs more of the app has an `init_app`.
    for module in of_kind("share"):
        getattr(module, "init_app", _nothing_more)(app)
    app.register_blueprint(share)
    for prefix in ("/s/", "/orders", "/me", "/wechat/oauth"):
        errors.page_for(prefix, problems.problem_page)
        principals.register_loader(prefix, visitor.load)
    errors.page_for("/", problems.page_elsewhere)


def _nothing_more(app: Flask) -> None:
    """Routes are all that most pages bring."""


@share.before_request
def clear_principal() -> None:
    """Who asks is asked at every request."""
    principals.clear_principal()


@share.before_request
def switch_language() -> Response | None:
    """`?lang=` on any page keeps the choice and goes on to the clean address."""
    chosen = request.args.get("lang")
    if chosen not in ("zh", "en") or request.method not in ("GET", "HEAD"):
        return None
    others = "&".join(
        part for part in request.query_string.decode("ascii", "replace").split("&") if part[:5] != "lang="
    )
    response = redirect(f"{request.path}?{others}" if others else request.path)
    remember_language(response, chosen)
    return response
