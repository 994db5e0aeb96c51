"""What staff work with: dense, quiet pages. Each capability's `admin` is a part of it; adding one is adding a file."""

from flask import Flask

from webapp.kernel.registry import of_kind
from webapp.web import principals
from webapp.web.admin import errors, rendering, session
from webapp.web.admin.blueprint import admin, protect
from webapp.web.errors import page_for


def register(app: Flask) -> None:
    """Open this face."""
    principals.register_loader("/admin", session.principal)
    rendering.register(app)
    of_kind("admin")  # each adds its routes to the blueprint when it is imported
    app.register_blueprint(admin)
    app.after_request(protect)
    page_for("/admin", errors.page)
