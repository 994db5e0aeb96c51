"""The face of time: thin jobs that call flows. A job stands in the `jobs` of its capability."""

import sys

from flask import Flask

from webapp.kernel import facts
from webapp.kernel.registry import discover, of_kind
from webapp.web.jobs import context, worker


def init_app(app: Flask) -> None:
    """Load every job, let each run inside this app, and add `flask worker`; refuse an app without consequences."""
    discover(sys.modules[__name__])
    of_kind("jobs")
    facts.check(app)
    context.use(app)
    app.cli.add_command(worker.command)
