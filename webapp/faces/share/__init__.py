"""What a consumer opens from a chat: light pages that work without scripts. Adding a page is adding a file."""

import sys

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from webapp.faces import errors, principals
from webapp.faces.share import problems, visitor
from webapp.faces.share.blueprint import share
from webapp.faces.share.door import FrontDoor
from webapp.faces.share.memory import Memory
from webapp.faces.share.pages import remember_language
from webapp.kernel.registry import discover
from webapp.kernel.settings import settings

# Each module adds its routes to the blueprint when it is imported.
discover(sys.modules[__name__])


def register(app: Flask) -> None:
    """Open this face."""
    memory = Memory(lambda: settings().page_cache_seconds)
    app.extensions["share_memory"] = memory
    app.register_blueprint(share)
    for prefix in ("/s/", "/orders", "/me/", "/wechat/oauth"):
        errors.page_for(prefix, problems.problem_page)
        principals.recognise(prefix, visitor.load)
    errors.page_for("/", problems.page_elsewhere)
    app.wsgi_app = FrontDoor(app, memory)  # type: ignore[method-assign]


@share.before_request
def ask_afresh() -> None:
    """Who asks is asked at every request."""
    principals.forget()


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
