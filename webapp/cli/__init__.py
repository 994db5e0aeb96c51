"""Operator commands: `flask --app wsgi …`, or `make shop ARGS="…"`. A larger group is kept beside what it commands."""

from flask import Flask

from webapp.cli.analyse import analyse
from webapp.cli.books import books
from webapp.cli.privacy import privacy
from webapp.cli.relationships import relationships
from webapp.cli.simulate import simulate
from webapp.demo.commands import demo


def register(app: Flask) -> None:
    """Add the commands."""
    for group in (demo, books, relationships, privacy, analyse, simulate):
        app.cli.add_command(group)
