"""What staff work with: dense, quiet pages. A module with routes is a part of it; adding one is adding a file."""

import sys

from flask import Flask

from webapp.faces import errors as all_errors
from webapp.faces import principals
from webapp.faces.admin import errors, pages, session
from webapp.faces.admin.blueprint import admin, protect
from webapp.faces.admin.commands import staff_commands
from webapp.kernel.registry import discover

# Each module adds its routes to the blueprint when it is imported.
discover(sys.modules[__name__])


def register(app: Flask) -> None:
    """Open this face."""
    principals.recognise("/admin", session.principal)
    pages.register(app)
    app.register_blueprint(admin)
    app.after_request(protect)
    app.cli.add_command(staff_commands)
    all_errors.page_for("/admin", errors.page)
