"""The mini-program speaks JSON: each capability's `api`, closed unless a session opens it.

A module with a `section` is a part of the API; adding one is adding a file.
"""

from apiflask import APIBlueprint, APIFlask

from webapp.kernel.registry import of_kind
from webapp.web import principals
from webapp.web.api import docs, guard, openapi, problems

PREFIX = "/api/v1"


def register(app: APIFlask) -> None:
    """Open this face."""
    api = APIBlueprint("api", __name__)
    found = [module for module in [*of_kind("api"), docs] if hasattr(module, "section")]
    sections = sorted(found, key=lambda module: str(module.section.name))
    for module in sections:
        api.register_blueprint(module.section, url_prefix="/api" if module is docs else PREFIX)
    api.before_request(guard.require_session)
    api.after_request(problems.keep_private)
    app.register_blueprint(api)
    principals.register_loader("/api/", guard.load)
    problems.init_app(app)
    openapi.init_app(app, {module.section.name: module.__doc__ or "" for module in sections if module is not docs})
