"""The face of time: thin jobs that call flows. Adding a job is adding it to a module of this folder."""

import sys

from flask import Flask

from webapp.jobs import context, worker
from webapp.kernel.registry import discover


def init_app(app: Flask) -> None:
    """Load every job, let each run inside this app, and add `flask worker`."""
    discover(sys.modules[__name__])
    context.use(app)
    app.cli.add_command(worker.command)
