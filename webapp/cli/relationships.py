"""`flask relationships …`."""

import click
from flask.cli import AppGroup

from webapp.flows.recompute_relationships import recompute_relationships

relationships = AppGroup("relationships", help="Where shopkeepers and consumers stand.")


@relationships.command("recompute")
def recompute() -> None:
    """Derive every relationship and every shopkeeper's score anew from the events; harmless at any time."""
    changed = recompute_relationships(lambda progress: click.echo(f"  {progress}", err=True))
    click.echo(f"{changed} relationships changed.")
