"""`flask demo load` and `flask demo credentials`, for development only."""

import sys

import click
from flask.cli import AppGroup

from webapp.demo.load import LOGIN, NotForDemo, demo_login, load
from webapp.demo.wechat import DemoNeedsSandbox
from webapp.kernel.settings import settings
from webapp.people.staff.flows.staff_accounts import current_code

demo = AppGroup("demo", help="A small platform to look at: people, goods, two months of life.")


@demo.command("load")
def load_command() -> None:
    """Live through two months of demo data, once. A load that was cut off starts afresh."""
    _refuse_production()
    try:
        done = load(_show)
    except (DemoNeedsSandbox, NotForDemo) as exc:
        raise click.ClickException(str(exc) or str(type(exc).__doc__)) from exc
    state = "loaded" if done.fresh else "is there already"
    click.echo(f"The demo {state}: {done.visits} visits, {done.orders} orders.")


@demo.command("credentials")
def credentials_command() -> None:
    """Print the demo's staff login and the code that is good now."""
    _refuse_production()
    known = demo_login()
    if known is None:
        raise click.ClickException("No demo was loaded here: flask demo load")
    click.echo(f"login {known[0]}\npassword {known[1]}\ncode {current_code(LOGIN)}")
    click.echo('The code changes every 30 s; for a new one: make shop ARGS="demo credentials"', err=True)


def _refuse_production() -> None:
    if settings().production:
        raise click.ClickException("The demo is for development; this is production.")


def _show(day: int, days: int) -> None:
    end = "\n" if day == days or not sys.stdout.isatty() else "\r"
    if sys.stdout.isatty() or day % 10 == 0 or day == days:
        click.echo(f"  day {day} of {days}{end}", nl=False)
