"""Commands for whoever installs the shop: the first member of staff, and a lost authenticator."""

import click
from flask.cli import AppGroup

from webapp.kernel.errors import DomainError
from webapp.people.staff import ROLES
from webapp.people.staff.flows import staff_accounts

staff_commands = AppGroup("staff", help="Accounts of the people who work for the platform.")


@staff_commands.command("create")
@click.argument("login")
@click.option("--name", prompt=True, help="Who this is, as the audit log will name them.")
@click.option("--role", type=click.Choice(ROLES), default="operator", show_default=True)
@click.password_option(help="At least 12 characters.")
def create(login: str, name: str, role: str, password: str) -> None:
    """Add a colleague; their first login sets up an authenticator."""
    try:
        made = staff_accounts.create_staff(login, name, role, password)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made.login} ({made.role}) can log in now; the first login shows the authenticator's QR code.")


@staff_commands.command("reset-totp")
@click.argument("login")
def reset_totp(login: str) -> None:
    """Forget a lost authenticator; the next login sets up a new one."""
    try:
        staff_accounts.reset_totp(login)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{login} sets up a new authenticator at the next login; every session has ended.")
