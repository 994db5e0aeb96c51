"""Operator commands: `flask --app wsgi …`. A larger group is kept beside what it commands; this is the list of them."""

import click
from flask import Flask
from flask.cli import AppGroup

from webapp.demo.commands import demo
from webapp.domain import ledger

books = AppGroup("ledger", help="The books.")


def register(app: Flask) -> None:
    """Add the commands."""
    for group in (demo, books):
        app.cli.add_command(group)


@books.command("verify")
def verify_ledger() -> None:
    """Check every law of the books; exits with 1 and names each breach."""
    breaches = ledger.verify()
    for breach in breaches:
        click.echo(breach, err=True)
    if breaches:
        raise SystemExit(1)
    click.echo("The books hold: every sum is zero, every cached balance right, every version in place.")
