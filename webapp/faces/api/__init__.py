"""The mini-program speaks JSON: one module per capability, closed unless a session opens it."""

from apiflask import APIBlueprint, APIFlask

from webapp.faces import principals
from webapp.faces.api import (
    customers,
    earnings,
    guard,
    manual,
    me,
    openapi,
    orders,
    problems,
    products,
    session,
    shares,
    shopkeepers,
    standing,
    visits,
)

PREFIX = "/api/v1"
SECTIONS = (session, me, products, shopkeepers, shares, visits, orders, earnings, customers, standing)


def register(app: APIFlask) -> None:
    """Open this face."""
    api = APIBlueprint("api", __name__)
    for module in SECTIONS:
        api.register_blueprint(module.section, url_prefix=PREFIX)
    api.register_blueprint(manual.section, url_prefix="/api")
    api.before_request(guard.require_session)
    api.after_request(problems.keep_private)
    app.register_blueprint(api)
    principals.recognise("/api/", guard.load)
    problems.init_app(app)
    openapi.init_app(app)
