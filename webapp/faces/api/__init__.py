"""The mini-program speaks JSON: one module per capability, closed unless a session opens it.

A module with a `section` is a part of the API; adding one is adding a file.
"""

import sys

from apiflask import APIBlueprint, APIFlask

from webapp.faces import principals
from webapp.faces.api import guard, manual, openapi, problems
from webapp.kernel.registry import discover

PREFIX = "/api/v1"


def register(app: APIFlask) -> None:
    """Open this face."""
    api = APIBlueprint("api", __name__)
    sections = [module for module in discover(sys.modules[__name__]) if hasattr(module, "section")]
    for module in sections:
        api.register_blueprint(module.section, url_prefix="/api" if module is manual else PREFIX)
    api.before_request(guard.require_session)
    api.after_request(problems.keep_private)
    app.register_blueprint(api)
    principals.recognise("/api/", guard.load)
    problems.init_app(app)
    openapi.init_app(app, {module.section.name: module.__doc__ or "" for module in sections if module is not manual})
