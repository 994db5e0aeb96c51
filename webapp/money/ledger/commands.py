"""`flask ledger …`."""

import click
from flask.cli import AppGroup

from webapp.money import ledger

ledger_commands = AppGroup("ledger", help="The books.")


@ledger_commands.command("verify")
def verify_ledger() -> None:
    """Check every law of the books; exits with 1 and names each breach."""
    breaches = ledger.verify()
    for breach in breaches:
        click.echo(breach, err=True)
    if breaches:
        raise SystemExit(1)
    click.echo("The books hold: every sum is zero, every cached balance right, every version in place.")
