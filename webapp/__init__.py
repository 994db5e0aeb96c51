"""Guanxi (关系): social e-commerce on WeChat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config import Config

if TYPE_CHECKING:
    from apiflask import APIFlask


def create_app(config: Config) -> APIFlask:
    """Put the shop together: settings, database, gateways, faces, commands."""
    # Imported here so that the sandbox and the local launcher, which live in this package, start without the shop.
    from webapp import cli, gateways, web
    from webapp.journeys.consequences import CONSEQUENCES
    from webapp.kernel import clock, db, facts, settings
    from webapp.pages import development, operations
    from webapp.social.relationships import check_parameters
    from webapp.web import jobs

    settings.use(config)
    check_parameters()
    if config.development:
        clock.make_movable(config.guanxi_data / "clock")

    app = web.make_app(config)
    db.init_app(app, config.database_url)
    facts.init_app(app, CONSEQUENCES)
    gateways.use(config)
    jobs.init_app(app)
    operations.init_app(app)
    web.register(app)
    development.register(app)
    web.finish(app)
    operations.wrap_metrics(app)
    cli.register(app)
    return app
