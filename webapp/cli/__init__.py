"""Operator commands: `flask --app wsgi …`, or `make shop ARGS="…"`. A larger group is kept beside what it commands."""

from flask import Flask

from webapp.cli.consequences import consequences
from webapp.cli.simulate import simulate
from webapp.demo.commands import demo
from webapp.money.ledger.commands import ledger_commands
from webapp.people.privacy.commands import privacy
from webapp.social.relationships.commands.analyse import analyse
from webapp.social.relationships.commands.relationships import relationships


def register(app: Flask) -> None:
    """Add the commands."""
    for group in (demo, ledger_commands, relationships, privacy, analyse, simulate, consequences):
        app.cli.add_command(group)
