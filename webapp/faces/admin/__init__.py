"""What staff work with: dense, quiet pages."""

from flask import Flask

from webapp.faces import errors as all_errors
from webapp.faces import principals
from webapp.faces.admin import (
    auth,
    contests,
    dashboard,
    errors,
    ledger,
    order_actions,
    orders,
    pages,
    products,
    relationships,
    session,
    shares,
    shopkeepers,
    system,
    why,
)
from webapp.faces.admin.blueprint import admin, protect
from webapp.faces.admin.commands import staff_commands

# Each module adds its routes to the blueprint when it is imported.
ROUTES = (
    auth,
    contests,
    dashboard,
    ledger,
    order_actions,
    orders,
    products,
    relationships,
    shares,
    shopkeepers,
    system,
    why,
)


def register(app: Flask) -> None:
    """Open this face."""
    principals.recognise("/admin", session.principal)
    pages.register(app)
    app.register_blueprint(admin)
    app.after_request(protect)
    app.cli.add_command(staff_commands)
    all_errors.page_for("/admin", errors.page)
