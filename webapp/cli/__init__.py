"""Operator commands: `flask --app wsgi …`, or `make shop ARGS="…"`; each capability's `commands` are found."""

from flask import Flask
from flask.cli import AppGroup

from webapp.cli.consequences import consequences
from webapp.cli.districts import districts
from webapp.cli.simulate import simulate
from webapp.demo.commands import demo
from webapp.kernel.registry import of_kind


def register(app: Flask) -> None:
    """Add the commands."""
    groups = [each for module in of_kind("commands") for each in vars(module).values() if isinstance(each, AppGroup)]
    for group in (demo, simulate, consequences, districts, *groups):
        app.cli.add_command(group)
